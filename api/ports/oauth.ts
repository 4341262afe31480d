import type { Tokens } from "./store.ts";

/** The CRM's OAuth. `exchangeCode` throws rejected when the code is refused, unavailable when the vendor did not answer. */
export type CrmOAuth = {
  authorizeUrl(options: { state: string; redirectUri: string }): string;
  exchangeCode(options: {
    code: string;
    redirectUri: string;
  }): Promise<{ tokens: Tokens; portalId: number; userId: number | null; scopes: string[] }>;
};

/** The ERP's OAuth; errors as above. */
export type ErpOAuth = {
  authorizeUrl(options: { state: string; redirectUri: string }): string;
  exchangeCode(options: { code: string; redirectUri: string }): Promise<Tokens>;
  /** Ends both tokens. */
  revoke(token: string): Promise<void>;
};
