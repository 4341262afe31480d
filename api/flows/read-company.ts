import { isDeepStrictEqual } from "node:util";
import type { Job } from "../ports/queue.ts";
import type { Needs } from "./needs.ts";
import { releaseDeals } from "./release-deals.ts";

type Subject = Extract<Job, { name: "read-company" }>["data"];

/** The findings that a switch in the company's preferences, or an entry of its lists, may mend. */
const MENDED_BY_COMPANY = [
  "estimatesOff",
  "discountsOff",
  "currencyNotEnabled",
  "booksClosed",
  "classTrackingOff",
  "classMissing",
  "repFieldMissing",
  "taxCodeMissing",
  "exemptionReasonMissing",
];

/** Reads a company's preferences again. Where they have changed, the deals that wait for one of them are looked at again: one switch releases all. */
export async function readCompany({ store, erp }: Needs, { portalId, connectionId }: Subject): Promise<void> {
  const company = await erp(portalId, connectionId).readCompany({ fresh: true });
  await store.inPortal(portalId, async (tx) => {
    const known = await tx.connections.read(connectionId);
    if (!known || isDeepStrictEqual(known.company, company)) return;
    await tx.connections.saveCompany(connectionId, company);
    await releaseDeals(tx, MENDED_BY_COMPANY);
  });
}

/** Has the preferences of every company of the portal read again. Answers how many companies that will be. */
export async function readCompanies({ store }: Needs, { portalId }: { portalId: number }): Promise<{ companies: number }> {
  return store.inPortal(portalId, async (tx) => {
    const active = (await tx.connections.list()).filter(({ state }) => state === "active");
    for (const { connectionId } of active)
      await tx.enqueue({ name: "read-company", data: { portalId, connectionId } }, { key: connectionId });
    return { companies: active.length };
  });
}
