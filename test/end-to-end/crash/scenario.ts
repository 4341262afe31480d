import type { Parts } from "../../../api/http/parts.ts";
import { connectCompany } from "../../../api/flows/connect-company.ts";
import type { Push } from "../../../api/flows/push-deal.ts";
import type { Job } from "../../../api/ports/queue.ts";
import { faultWith200 } from "../../sandbox/quickbooks/canned-answers.ts";
import { NORTHWIND_PORTAL, USERS } from "../../sandbox/seed/hubspot.ts";
import { grantOf } from "../grant.ts";
import type { CrashStage } from "./crash-stage.ts";

/**
 * Something that happens, and may be cut short anywhere: `door` is what a person or a vendor asks, or several after each other, who
 * ask again when nothing came of it, and then whatever has been queued is worked on. `arrange` goes before, undisturbed.
 */
export type Scenario = {
  name: string;
  /** It comes by no point that others do not come by, so that only a proof plays it. */
  isMore?: true;
  arrange?(stage: CrashStage): void | Promise<void>;
  door?: Door | Door[];
};
type Door = (parts: Parts, stage: CrashStage) => Promise<unknown>;

export const PORTAL = { portalId: NORTHWIND_PORTAL };
export const ADMIN = { userId: USERS.admin, email: null };
export const CARLA = { userId: USERS.finance, email: "carla@northwind.example" };
export const person = (stage: CrashStage) => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
export const win = (stage: CrashStage, dealId: string, more: Record<string, string> = {}) =>
  void person(stage).patch("deals", dealId, { dealstage: "closedwon", ...more });

/** Puts a job into its queue. */
export function queue({ db }: CrashStage, job: Job): Promise<void> {
  return db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.enqueue(job));
}

/** Has a deal pushed once the queue is worked on. */
export function queuePush(stage: CrashStage, dealId: string, cause: Push["cause"] = "button"): Promise<void> {
  return queue(stage, { name: "push-deal", data: { ...PORTAL, dealId, cause } });
}

/** Pushes a deal, undisturbed. */
export async function pushed(stage: CrashStage, dealId: string): Promise<void> {
  win(stage, dealId);
  await queuePush(stage, dealId);
  await stage.work(stage.parts, null);
}

export const set = (stage: CrashStage, settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });

/** The connection of the portal's company. */
export async function place({ db }: CrashStage): Promise<{ portalId: number; connectionId: string }> {
  const [connection] = await db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
  return { ...PORTAL, connectionId: connection?.connectionId ?? "" };
}

/** An admin joins the company. Who sees that it is joined by now does not ask again. */
export async function join(parts: Parts, stage: CrashStage): Promise<void> {
  const connections = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
  if (connections.some(({ state }) => state === "active")) return;
  await connectCompany(parts, { ...PORTAL, by: ADMIN, ...(await grantOf(stage, "quickbooks")), toBeConfirmed: false });
}

/** Has the product hear what the vendors have to tell, undisturbed, up to its inbox. */
export async function hear({ sandbox }: CrashStage): Promise<void> {
  const { webhooks } = sandbox.quickbooks;
  webhooks.configure({ held: false });
  await webhooks.flush();
  webhooks.configure({ held: true });
  sandbox.hubspot.world.webhooks.set({ held: false });
  await sandbox.hubspot.flushWebhooks();
  sandbox.hubspot.world.webhooks.set({ held: true });
}

/** QuickBooks refuses the next order, or the order for good: one that ends before it has noted the refusal sends it again. */
export async function refuseTheOrder({ sandbox }: CrashStage, code = "6000", times = 1): Promise<void> {
  const refusal = { when: "before", kind: "answer", answer: faultWith200(code), times } as const;
  sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, ...refusal });
}

export const waitingLetter = async ({ db }: CrashStage) =>
  (await db.store.inPortal(PORTAL.portalId, (tx) => tx.deadLetters.list({ after: 0, limit: 1 })))[0];
