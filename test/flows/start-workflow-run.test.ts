import { expect, test } from "vitest";
import type { Needs } from "../../api/flows/needs.ts";
import { startWorkflowRun, type ActionCall } from "../../api/flows/start-workflow-run.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { NOW } from "../store/fixtures.ts";

/** The company that a deal of the US company is worked with once a workflow has named Canada's. */
async function companyOfDeal({ linked, sent }: { linked: boolean; sent: boolean }): Promise<string> {
  const deal = { connectionId: "us" };
  const tx = {
    portalId: 1,
    workflowRuns: {
      read: async () => (tx.stored ? {} : null),
      countOpen: async () => 0,
      purge: async () => undefined,
      insert: async () => (tx.stored = true),
    },
    workflowConsents: { ask: async () => true },
    connections: { read: async () => ({ state: "active" }) },
    links: { find: async () => (linked ? {} : null) },
    intents: { latest: async () => (sent ? { state: "sent" } : null) },
    deals: { read: async () => deal, save: async (_id: string, changes: object) => void Object.assign(deal, changes) },
    enqueue: async () => undefined,
    stored: false,
  };
  const store = { inPortal: (_id: number, work: (tx: PortalTx) => unknown) => work(tx as unknown as PortalTx) };
  const call: ActionCall = {
    ...{ portalId: 1, callbackId: "cb", action: "push-deal", workflowId: "5", record: { object: "deal", id: "7" } },
    ...{ connectionId: "canada", onFailure: "fail" },
  };
  await startWorkflowRun({ store, clock: { now: () => NOW } } as unknown as Needs, call);
  return deal.connectionId;
}

test("a workflow's company is a deal's as long as nothing of it is in another, nor may be", async () => {
  expect(await companyOfDeal({ linked: false, sent: false })).toBe("canada");
  expect(await companyOfDeal({ linked: true, sent: false })).toBe("us");
  expect(await companyOfDeal({ linked: false, sent: true })).toBe("us");
});
