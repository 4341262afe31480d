import pg from "pg";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Sale } from "../../api/domain/sale.ts";
import type { ErpCompany } from "../../api/ports/erp.ts";
import type { WorkflowRun, WorkflowRuns } from "../../api/ports/workflows.ts";
import type { Intent } from "../../api/ports/intents.ts";
import type { LinkKey } from "../../api/ports/links.ts";
import type { Tokens } from "../../api/ports/oauth.ts";
import type { TestDatabase } from "../database.ts";
import { sampleDeal, sampleRules } from "../domain/sample-deal.ts";
import { US_COMPANY } from "../quickbooks/connection-store.ts";

export const NOW = Temporal.Instant.from("2026-12-01T10:00:00.123456Z");
export const later = (seconds: number) => NOW.add({ seconds });

export const tokens = (name: string): Tokens => ({ accessToken: `access ${name}`, refreshToken: `refresh ${name}`, expiresAt: NOW });

export const company: ErpCompany = { ...US_COMPANY, name: "Craig's Design" };

/** Installs a portal and joins one company to it. Answers the connection's id. */
export async function joinPortal({ store }: TestDatabase, portalId: number, realmId = `9130${portalId}`): Promise<string> {
  await store.inSystem((tx) =>
    tx.portals.install({
      portalId,
      timeZone: "America/New_York",
      currency: "USD",
      userId: 501,
      scopes: ["oauth"],
      tokens: tokens("first"),
    }),
  );
  return store.inPortal(portalId, (tx) => tx.connections.join({ realmId, company, tokens: tokens("qbo") }));
}

export const orderKey = (connectionId: string, recordId = "deal:1"): LinkKey => ({
  connectionId,
  recordType: "order",
  recordId,
  currency: "USD",
});

export function intentOf(key: LinkKey, changes: Partial<Intent> = {}): Intent {
  const generation = changes.generation ?? 1;
  return {
    ...key,
    generation,
    payload: { TxnDate: "2026-12-01", Line: [{ Amount: 120000.1 }], CustomerRef: { value: "1" } },
    requestId: `${key.recordId}-${generation}`,
    marker: "tieout:1",
    state: "planned",
    attempts: 0,
    createdAt: NOW,
    lastSentAt: null,
    resendAfter: null,
    externalId: null,
    fault: null,
    ...changes,
  };
}

/** A push of deal 7 by a workflow. */
export function runOf(callbackId: string, changes: Partial<WorkflowRun> = {}): Parameters<WorkflowRuns["insert"]>[0] {
  return {
    callbackId,
    action: "push-deal",
    record: { object: "deal", id: "7" },
    connectionId: null,
    onFailure: "fail",
    startedAt: NOW,
    answer: null,
    ...changes,
  };
}

/** What the database says to the user that owns it, past the store. */
export async function rowsOf<R extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The sale of the sample deal. */
export function exampleSale(dealId: string): Sale {
  const { sale } = saleFromDeal(sampleDeal({ id: dealId }), sampleRules());
  if (sale === null) throw new Error("the sample deal makes no sale");
  return sale;
}
