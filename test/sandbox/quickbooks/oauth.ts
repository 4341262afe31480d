import type { SandboxClock } from "../wire/clock.ts";
import type { Random } from "../wire/random.ts";
import type { Settings } from "./settings.ts";

const CODE_SECONDS = 600;
const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 100 * 86_400;
const HARD_SECONDS = 5 * 365 * 86_400;

type Code = { code: string; realmId: string; redirectUri: string; expiresAt: number };
type RefreshToken = { value: string; issuedAt: number; diesAt: number };
/** One consent of an admin: its refresh tokens, the newest last, until it is revoked. */
type Grant = { realmId: string; tokens: RefreshToken[]; hardEndAt: number };
type AccessToken = { value: string; grant: Grant; expiresAt: number };

/** What the token endpoint answers (facts/quickbooks.md §1.3); null stands for `invalid_grant`. */
export type TokenAnswer = {
  token_type: "bearer";
  access_token: string;
  expires_in: number;
  refresh_token: string;
  x_refresh_token_expires_in: number;
  x_refresh_token_hard_expires_in: number;
} | null;

export type OAuth = ReturnType<typeof createOAuth>;

/** Codes, refresh tokens and access tokens of one app, on the sandbox clock. */
export function createOAuth({ clock, random, settings }: { clock: SandboxClock; random: Random; settings: () => Settings }) {
  let codes: Code[] = [];
  let grants: Grant[] = [];
  let access: AccessToken[] = [];
  let rotateNext = false;

  const seconds = () => clock.now() / 1000;
  const newRefresh = (): RefreshToken => ({ value: `RT1-${random.id(40)}`, issuedAt: seconds(), diesAt: Infinity });

  function issue(grant: Grant): TokenAnswer {
    const value = `AT1-${random.id(60)}`;
    access.push({ value, grant, expiresAt: seconds() + ACCESS_SECONDS });
    const newest = grant.tokens.at(-1)!;
    newest.diesAt = Math.min(seconds() + REFRESH_SECONDS, grant.hardEndAt);
    return {
      token_type: "bearer",
      access_token: value,
      expires_in: ACCESS_SECONDS,
      refresh_token: newest.value,
      x_refresh_token_expires_in: Math.floor(newest.diesAt - seconds()),
      x_refresh_token_hard_expires_in: Math.floor(grant.hardEndAt - seconds()),
    };
  }

  /** A new value about once a day, or at once after `rotateNow`; the old one lives on for a while (facts/quickbooks.md §1.3). */
  function rotateIfDue(grant: Grant): void {
    const newest = grant.tokens.at(-1)!;
    const { rotateAfterSeconds, oldDiesAfterSeconds } = settings().tokens;
    if (!rotateNext && seconds() - newest.issuedAt < rotateAfterSeconds) return;
    newest.diesAt = seconds() + oldDiesAfterSeconds;
    grant.tokens.push(newRefresh());
  }

  return {
    /** The code that the browser carries back after somebody chose this company. */
    consent(realmId: string, redirectUri: string): string {
      const code = `AB1-${random.id(30)}`;
      codes.push({ code, realmId, redirectUri, expiresAt: seconds() + CODE_SECONDS });
      return code;
    },
    exchange(code: string, redirectUri: string): TokenAnswer {
      const known = codes.find((each) => each.code === code);
      codes = codes.filter((each) => each !== known);
      if (!known || known.redirectUri !== redirectUri || known.expiresAt <= seconds()) return null;
      const grant: Grant = { realmId: known.realmId, tokens: [newRefresh()], hardEndAt: seconds() + HARD_SECONDS };
      grants.push(grant);
      return issue(grant);
    },
    refresh(token: string): TokenAnswer {
      const grant = grants.find((each) => each.tokens.some(({ value, diesAt }) => value === token && diesAt > seconds()));
      if (!grant) return null;
      rotateIfDue(grant);
      return issue(grant);
    },
    /** The app is disconnected from the company: every token for it dies, of another consent too; false when the token is unknown. */
    revoke(token: string): boolean {
      const dead = grants.filter((each) => each.tokens.some(({ value }) => value === token));
      const byAccess = access.filter((each) => each.value === token).map((each) => each.grant);
      const gone = new Set([...dead, ...byAccess]);
      const realms = new Set([...gone].map(({ realmId }) => realmId));
      grants = grants.filter(({ realmId }) => !realms.has(realmId));
      access = access.filter(({ grant }) => !realms.has(grant.realmId));
      return gone.size > 0;
    },
    /** The realm that a live access token is for; null when there is none. */
    realmOf(token: string): string | null {
      return access.find((each) => each.value === token && each.expiresAt > seconds())?.grant.realmId ?? null;
    },
    /** Every access token, or those of one realm, end now. */
    expireAccess(realmId?: string): void {
      access = access.filter((each) => realmId !== undefined && each.grant.realmId !== realmId);
    },
    /** Every refresh token, or those of one realm, end now: the app must be connected anew. */
    expireRefresh(realmId?: string): void {
      grants = grants.filter((each) => realmId !== undefined && each.realmId !== realmId);
    },
    /** From now on every refresh gives a new value, until called with false. */
    rotateNow(on: boolean): void {
      rotateNext = on;
    },
    /** Tokens as the app would have got them through the browser: for tests that are not about the browser. */
    grantDirectly(realmId: string): NonNullable<TokenAnswer> {
      const grant: Grant = { realmId, tokens: [newRefresh()], hardEndAt: seconds() + HARD_SECONDS };
      grants.push(grant);
      return issue(grant)!;
    },
    forgetAll(): void {
      codes = [];
      grants = [];
      access = [];
      rotateNext = false;
    },
  };
}
