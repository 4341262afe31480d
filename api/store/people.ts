import type { Knex } from "knex";
import { payloadWithoutPerson, withoutPerson } from "../domain/without-person.ts";
import type { Buyer } from "../domain/sale.ts";
import type { People } from "../ports/people.ts";
import type { DealTableRow } from "./deals.ts";
import type { IntentTableRow } from "./intents.ts";
import type { PortalScope } from "./with-portal.ts";

/** The queries that forget people, bound to a portal's transaction. */
export function peopleOf(scope: PortalScope): People {
  return {
    async find(contactId) {
      const sold = await soldThrough(scope, contactId);
      return { dealIds: sold.map(({ dealId }) => dealId), emails: [...new Set(sold.flatMap(({ buyer }) => buyer.email ?? []))] };
    },
    forget: (contactId, at) => forgetContact(scope, contactId, at),
  };
}

type Sold = { dealId: string; buyer: Buyer };

async function forgetContact(scope: PortalScope, contactId: string, at: Temporal.Instant): ReturnType<People["forget"]> {
  const { trx, portalId } = scope;
  const person = { portal_id: portalId, contact_id: contactId, forgotten_at: at.toString() };
  const noted: unknown[] = await trx("forgotten_people").insert(person).onConflict().ignore().returning("contact_id");
  const sold = await soldThrough(scope, contactId);
  const dealIds = sold.map(({ dealId }) => dealId);
  await trx("approvals")
    .where("portal_id", portalId)
    .whereRaw(`(${isAbout("sale")})`, [contactId, contactId])
    .delete();
  const buyers = [`contact:${contactId}`, ...sold.map(({ buyer }) => `${buyer.kind}:${buyer.recordId}`)];
  await forgetMatches(scope, contactId, buyers);
  await forgetFields(scope, contactId);
  for (const table of ["synced_fields", "conflicts"]) await trx(table).where("portal_id", portalId).whereIn("record_id", buyers).delete();
  await trx("links").where({ portal_id: portalId, record_type: "customer" }).whereIn("record_id", buyers).update({ reasons: [] });
  await forgetMirrored(scope, contactId, buyers);
  await forgetLetters(scope, dealIds);
  await forgetLines(scope, contactId, dealIds);
  const settled = await forgetPayloads(scope, buyers, dealIds);
  if (settled) await forgetSales(scope, sold);
  return { settled, isNew: noted.length > 0 };
}

/** A sale to the contact itself, or to a company for which it stands. */
const isAbout = (sale: string) =>
  `${sale} #>> '{buyer,contactId}' = ? or (${sale} #>> '{buyer,kind}' = 'contact' and ${sale} #>> '{buyer,recordId}' = ?)`;

async function soldThrough({ trx, portalId }: PortalScope, contactId: string): Promise<Sold[]> {
  const rows = await trx<DealTableRow>("deals")
    .where("portal_id", String(portalId))
    .whereRaw(`(${isAbout("frozen_sale")})`, [contactId, contactId])
    .select("deal_id", "frozen_sale");
  return rows.map(({ deal_id, frozen_sale }) => ({ dealId: deal_id, buyer: (frozen_sale as { buyer: Buyer }).buyer }));
}

async function forgetSales({ trx, portalId }: PortalScope, sold: Sold[]): Promise<void> {
  for (const { dealId, buyer } of sold)
    await trx("deals")
      .where({ portal_id: portalId, deal_id: dealId })
      .update({
        frozen_sale: trx.raw("jsonb_set(frozen_sale::jsonb, '{buyer}', ?::jsonb)", [JSON.stringify(withoutPerson(buyer))]),
        ...(buyer.kind === "contact" && { message: null, findings: "[]" }),
      });
}

async function forgetMatches({ trx, portalId }: PortalScope, contactId: string, buyers: string[]): Promise<void> {
  await trx("matches")
    .where({ portal_id: portalId, record_id: `contact:${contactId}` })
    .delete();
  await trx.raw(
    `update matches set buyer = buyer || '{"email": null, "phone": null}', reasons = '{}', candidates =
       (select coalesce(jsonb_agg(candidate || '{"differences": [], "reasons": []}'), '[]') from jsonb_array_elements(candidates) as candidate)
     where portal_id = ? and record_id = any(?)`,
    [portalId, buyers],
  );
}

/** The customers that the contact is in the books go; a company's keep all but the names of its person. */
async function forgetMirrored({ trx, portalId }: PortalScope, contactId: string, buyers: string[]): Promise<void> {
  const linked = `links.portal_id = ? and links.record_type = 'customer' and mirrored_customers.portal_id = links.portal_id
    and mirrored_customers.connection_id = links.connection_id and mirrored_customers.customer_id = links.external_id`;
  await trx.raw(`delete from mirrored_customers using links where ${linked} and links.record_id = ?`, [portalId, `contact:${contactId}`]);
  await trx.raw(
    `update mirrored_customers set record = jsonb_set(record, '{details}', record -> 'details' || '{"givenName": null, "familyName": null}')
     from links where ${linked} and links.record_id = any(?) and jsonb_typeof(record -> 'details') = 'object'`,
    [portalId, buyers],
  );
}

/** What was compared of the person for any customer; the name comes last, since the others are found by it. */
async function forgetFields({ trx, portalId }: PortalScope, contactId: string): Promise<void> {
  for (const table of ["conflicts", "synced_fields"])
    await trx.raw(
      `delete from ${table} as known using synced_fields as person
       where person.portal_id = ? and person.field = 'contactName' and person.hubspot ->> 'contactId' = ?
         and (known.portal_id, known.connection_id, known.record_id, known.currency)
           = (person.portal_id, person.connection_id, person.record_id, person.currency) and known.field like 'contact%'`,
      [portalId, contactId],
    );
}

async function forgetLetters({ trx, portalId }: PortalScope, dealIds: string[]): Promise<void> {
  const about = () => trx("dead_letters").where({ portal_id: portalId, object: "deal" }).whereIn("record_id", dealIds);
  await about().whereNotNull("closed_at").delete();
  await about().update({ fields: null, message: "It is about a person who was deleted in HubSpot.", cause: trx.ref("code") });
}

async function forgetLines({ trx, portalId }: PortalScope, contactId: string, dealIds: string[]): Promise<void> {
  await trx("sync_log")
    .where("portal_id", portalId)
    .where(
      (line) =>
        void line
          .where({ object: "deal" })
          .whereIn("record_id", dealIds)
          .orWhere({ buyer: `contact:${contactId}` }),
    )
    .whereNotNull("payload")
    .update({ payload: null });
}

/** What is under way may have to be sent again as it is, and is told apart by the answer. */
async function forgetPayloads({ trx, portalId }: PortalScope, buyers: string[], dealIds: string[]): Promise<boolean> {
  const rows = await trx<IntentTableRow>("intents")
    .where("portal_id", String(portalId))
    .where((intent) => void recordIn(intent, "customer", buyers).orWhere((or) => void recordIn(or, "order", dealIds)));
  for (const { payload, ...row } of rows.filter(({ state }) => !UNDER_WAY.has(state))) {
    const { portal_id, connection_id, record_type, record_id, currency, generation } = row;
    const without = payloadWithoutPerson(payload, record_id.startsWith("contact:"));
    await trx("intents")
      .where({ portal_id, connection_id, record_type, record_id, currency, generation })
      .update({ payload: JSON.stringify(without), fault: null });
  }
  return rows.every(({ state }) => !UNDER_WAY.has(state));
}

const UNDER_WAY = new Set<IntentTableRow["state"]>(["planned", "sent"]);
const recordIn = (query: Knex.QueryBuilder, type: IntentTableRow["record_type"], ids: string[]) =>
  query.where({ record_type: type }).whereIn("record_id", ids);
