import type { SandboxClock } from "../wire/clock.ts";
import type { Random } from "../wire/random.ts";

export type Install = { portalId: number; userId: number; scopes: string[] };
type AuthorizationCode = Install & { code: string; redirectUri: string; expiresAt: number };
export type AccessToken = Install & { token: string; issuedAt: number; expiresAt: number };
type RefreshToken = Install & { token: string };

/** The grants of the app; lists, so that nothing forgets by overwriting. */
export type OAuthState = {
  codes: AuthorizationCode[];
  accessTokens: AccessToken[];
  refreshTokens: RefreshToken[];
  issueCode(install: Install, redirectUri: string): string;
  issueAccess(install: Install, seconds: number): AccessToken;
  issueRefresh(install: Install): RefreshToken;
  uninstall(portalId: number): void;
};

const CODE_LIFE_MS = 10 * 60_000;

export function createOAuthState(clock: SandboxClock, random: Random): OAuthState {
  const state: OAuthState = {
    codes: [],
    accessTokens: [],
    refreshTokens: [],
    issueCode(install, redirectUri) {
      const code = `na1-${random.id(32)}`;
      state.codes.push({ ...install, code, redirectUri, expiresAt: clock.now() + CODE_LIFE_MS });
      return code;
    },
    /** Tokens are long, since HubSpot promises no length. */
    issueAccess(install, seconds) {
      const issued = { ...install, token: `CN${random.id(300)}`, issuedAt: clock.now(), expiresAt: clock.now() + seconds * 1000 };
      state.accessTokens.push(issued);
      return issued;
    },
    issueRefresh(install) {
      const issued = { ...install, token: `na1-${random.id(36)}` };
      state.refreshTokens.push(issued);
      return issued;
    },
    uninstall(portalId) {
      state.codes = state.codes.filter((each) => each.portalId !== portalId);
      state.accessTokens = state.accessTokens.filter((each) => each.portalId !== portalId);
      state.refreshTokens = state.refreshTokens.filter((each) => each.portalId !== portalId);
    },
  };
  return state;
}
