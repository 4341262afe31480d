import type { CrmRecord } from "../../sandbox/hubspot/crm-record.ts";
import type { Entity } from "../../sandbox/quickbooks/entity.ts";
import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";

/** A record that was not merged into another, with the ids of all that became it, its own too. */
export type Root = { id: string; record: CrmRecord; lineage: string[] };
export type Deal = Root & { orders: Entity[] };

export const markerOf = ({ PrivateNote }: Entity) => /HS-(\d+)/.exec(PrivateNote ?? "")?.[1] ?? null;
export const ordersIn = ({ sandbox }: Stage) => sandbox.quickbooks.all(US_REALM, "Estimate").filter((order) => markerOf(order) !== null);

/** The deals that were not merged into another, deleted ones too. */
export function dealsOf(stage: Stage): Deal[] {
  const orders = ordersIn(stage);
  return rootsOf(stage, "deals").map((root) => ({
    ...root,
    orders: orders.filter((order) => root.lineage.includes(markerOf(order) ?? "")),
  }));
}

/** The same of companies. */
export const companiesOf = (stage: Stage): Root[] => rootsOf(stage, "companies");

/** The live customers that were made for these companies, or for those that became them. */
export function customersMadeFor({ sandbox }: Stage, companies: readonly Pick<Root, "id" | "lineage">[]): Map<string, Entity[]> {
  const ours = sandbox.quickbooks.all(US_REALM, "Customer").filter(({ Notes }) => /HS-/.test(String(Notes)));
  const madeFor = ({ lineage }: Pick<Root, "lineage">) => ours.filter(({ Notes }) => lineage.some((id) => String(Notes).includes(id)));
  return new Map(companies.map((company) => [company.id, madeFor(company)]));
}

function rootsOf({ sandbox }: Stage, object: "deals" | "companies"): Root[] {
  const records = [...(sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL)?.records[object].values() ?? [])];
  const rootOf = (record: CrmRecord): string => {
    const into = record.mergedInto && records.find(({ id }) => id === record.mergedInto);
    return into ? rootOf(into) : record.id;
  };
  return records
    .filter(({ mergedInto }) => !mergedInto)
    .map((record) => ({
      id: record.id,
      record,
      lineage: records.filter((each) => rootOf(each) === record.id).map(({ id }) => id),
    }));
}
