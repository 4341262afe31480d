import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { Clock } from "../../api/ports/clock.ts";
import type { Erp } from "../../api/ports/erp.ts";
import { createQuickBooksOAuth } from "../../api/quickbooks/oauth.ts";
import { createQuickBooksErp } from "../../api/quickbooks/quickbooks-erp.ts";
import { startQuickBooks, type QuickBooksSandbox } from "../sandbox/quickbooks/quickbooks.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { NO_LIMITS } from "../no-limits.ts";
import { connectionStore } from "./connection-store.ts";
import { customerDraft, orderDraft } from "./example-drafts.ts";
import { schemaFaults } from "./schema.ts";

const APP = { clientId: "app", clientSecret: "secret" };

export type ConnectedCompany = {
  quickbooks: QuickBooksSandbox;
  clock: Clock;
  erp: Erp;
  state: ReturnType<typeof connectionStore>["state"];
  /** The id of a customer made of the example draft with these changes; its body is compared with the schema. */
  makeCustomer(changes?: Partial<ReturnType<typeof customerDraft>>, requestId?: string): Promise<string>;
  makeOrder(customerId: string, changes?: Partial<ReturnType<typeof orderDraft>>, requestId?: string): Promise<string>;
};

/** The simulated QuickBooks for one test file, as seeded before each test, with the US company connected; its parts are there once a test runs. */
export function connectedCompany(): ConnectedCompany {
  const company = { makeCustomer, makeOrder } as ConnectedCompany;
  beforeAll(async () => {
    const quickbooks = await startQuickBooks({ ...APP, verifierToken: "verifier" });
    company.quickbooks = quickbooks;
    company.clock = { now: () => Temporal.Instant.fromEpochMilliseconds(quickbooks.clock.now()), sleep: () => Promise.resolve() };
  });
  afterAll(() => company.quickbooks.stop());
  beforeEach(() => {
    company.quickbooks.reset();
    company.quickbooks.configure({ limits: { enforced: false } });
    Object.assign(company, connect(company));
  });
  return company;

  async function makeCustomer(changes = {}, requestId = "customer-1"): Promise<string> {
    const payload = company.erp.customerPayload(customerDraft(changes));
    expect(schemaFaults("CustomerCreate", payload)).toEqual([]);
    return madeId(await company.erp.createCustomer(payload, requestId));
  }

  async function makeOrder(customerId: string, changes = {}, requestId = "order-1"): Promise<string> {
    const payload = company.erp.orderPayload(orderDraft({ customerId, ...changes }), await company.erp.readCompany());
    expect(schemaFaults("EstimateCreate", payload)).toEqual([]);
    return madeId(await company.erp.createOrder(payload, requestId));
  }
}

function madeId(answer: Awaited<ReturnType<Erp["createOrder"]>>): string {
  if (!answer.made) throw new Error(answer.message);
  return answer.id;
}

function connect({ quickbooks, clock }: ConnectedCompany): Pick<ConnectedCompany, "erp" | "state"> {
  const { access_token, refresh_token, expires_in } = quickbooks.oauth.grantDirectly(US_REALM);
  const tokens = { accessToken: access_token, refreshToken: refresh_token, expiresAt: clock.now().add({ seconds: expires_in }) };
  const { store, state } = connectionStore(tokens, { realmId: US_REALM });
  const oauth = createQuickBooksOAuth({
    ...APP,
    authorizeUrl: `${quickbooks.url}/connect/oauth2`,
    tokenUrl: `${quickbooks.url}/oauth2/v1/tokens/bearer`,
    revokeUrl: `${quickbooks.url}/v2/oauth2/tokens/revoke`,
    clock,
  });
  const urls = { apiUrl: quickbooks.url, appUrl: "https://qbo.intuit.com" };
  return {
    state,
    erp: createQuickBooksErp({ ...urls, store, oauth, clock, limiter: NO_LIMITS, journal: NO_JOURNAL, portalId: 7, connectionId: "c1" }),
  };
}
