import type { StaleRecord, TellingTx } from "../ports/mirror.ts";
import type { PortalScope } from "./with-portal.ts";

/** What the CRM is still to be told, bound to the portal's transaction. */
export function tellingTx({ trx, portalId }: PortalScope): TellingTx {
  const shownCompany = (companyId: string) => trx("shown_companies").where({ portal_id: portalId, company_id: companyId });
  return {
    async mark(object, ids) {
      if (ids.length === 0) return;
      await trx.raw(
        `insert into stale_records as known (portal_id, object, record_id)
         select ?, ?, id from unnest(?::text[]) as id group by id order by id
         on conflict (portal_id, object, record_id) do update set marks = known.marks + 1`,
        [portalId, object, ids],
      );
    },
    async list(object, limit) {
      const rows: { record_id: string; marks: number }[] = await trx("stale_records")
        .where({ portal_id: portalId, object })
        .orderBy("record_id")
        .limit(limit);
      return rows.map(({ record_id, marks }): StaleRecord => ({ object, id: record_id, marks }));
    },
    async clear(records) {
      for (const { object, id, marks } of records)
        await trx("stale_records").where({ portal_id: portalId, object, record_id: id, marks }).delete();
    },
    async shownOnCompany(companyId) {
      const row: { shown: Record<string, string | null>; gone: boolean } | undefined = await shownCompany(companyId).first();
      return row ? { shown: row.shown, gone: row.gone } : null;
    },
    async saveShownOnCompany(companyId, shown) {
      const row = { portal_id: portalId, company_id: companyId, shown: JSON.stringify(shown) };
      await trx("shown_companies").insert(row).onConflict(["portal_id", "company_id"]).merge();
    },
    async companyIsGone(companyId) {
      await shownCompany(companyId).update({ gone: true });
    },
    async companyIsBack(companyId) {
      return (await shownCompany(companyId).andWhere({ gone: true }).update({ gone: false })) > 0;
    },
  };
}
