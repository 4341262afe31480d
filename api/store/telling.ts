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
      const row: { shown: Record<string, string | null>; gone_at: Temporal.Instant | null } | undefined =
        await shownCompany(companyId).first();
      return row ? { shown: row.shown, gone: row.gone_at !== null } : null;
    },
    async saveShownOnCompany(companyId, shown) {
      const row = { portal_id: portalId, company_id: companyId, shown: JSON.stringify(shown), gone_at: null };
      await trx("shown_companies").insert(row).onConflict(["portal_id", "company_id"]).merge();
    },
    async companyIsGone(companyId, at) {
      const { rows } = await trx.raw<{ rows: { gone_at: Temporal.Instant }[] }>(
        `insert into shown_companies as known (portal_id, company_id, shown, gone_at) values (?, ?, '{}', ?)
         on conflict (portal_id, company_id) do update set gone_at = coalesce(known.gone_at, excluded.gone_at) returning gone_at`,
        [portalId, companyId, at.toString()],
      );
      return rows[0]?.gone_at ?? at;
    },
    async companyIsBack(companyId) {
      return (await shownCompany(companyId).whereNotNull("gone_at").update({ gone_at: null })) > 0;
    },
  };
}
