/** What a vendor lets us in by; the access token is good until `expiresAt`. */
export type Tokens = { accessToken: string; refreshToken: string; expiresAt: Temporal.Instant };

/** The single-use states of authorizations that were begun. */
export type OauthStates = {
  insert(state: {
    id: string;
    purpose: "hubspot" | "quickbooks";
    portalId: number | null;
    userId: number | null;
    expiresAt: Temporal.Instant;
  }): Promise<void>;
  /** True once: the state was there, unused and not expired, and is used up now. */
  use(id: string, now: Temporal.Instant): Promise<{ portalId: number | null; userId: number | null } | null>;
};

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
