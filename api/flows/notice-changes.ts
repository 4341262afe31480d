import { isSameValue } from "../domain/same-value.ts";
import { SYNC_FIELDS, type FieldGroup } from "../domain/sync-fields.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import { linkName } from "../ports/field-sync.ts";
import type { PortalTx } from "../ports/store.ts";
import { valuesInErp } from "./buyer-values.ts";
import { hashOf } from "./plan-fields.ts";

/**
 * A customer was read because QuickBooks told of a change: what differs from what both sides said last counts from now, and is
 * compared at once where the portal wants that. What we wrote ourselves differs from nothing.
 */
export async function noticeCustomer(tx: PortalTx, connectionId: string, customer: ErpCustomer, now: Temporal.Instant): Promise<void> {
  const link = await tx.links.findByExternal(connectionId, "customer", customer.id);
  if (!link) return;
  const homeCountry = (await tx.connections.read(connectionId))?.company.country ?? "";
  // Payment terms are known by their id alone here; they come with the daily comparison.
  const { paymentTerms: _named, ...values } = valuesInErp(customer, [], homeCountry) ?? {};
  const synced = (await tx.fieldSync.ofRecords(connectionId, [link.recordId])).get(linkName(link)) ?? [];
  const groups = new Set<FieldGroup>();
  for (const { field, quickbooks } of synced) {
    const value = values[field as keyof typeof values];
    if (!value || isSameValue(field, quickbooks, value, homeCountry)) continue;
    await tx.fieldSync.noteSeen(link, field, hashOf(value), now);
    groups.add(SYNC_FIELDS[field].group);
  }
  await compareSoon(tx, [{ connectionId, customerId: customer.id }], [...groups]);
}

/** A company or contact changed in HubSpot: those of them that have a customer are compared at once where the portal wants that. */
export async function noticeBuyers(
  tx: PortalTx,
  { companyIds, contactIds }: { companyIds: string[]; contactIds: string[] },
): Promise<void> {
  const companies: Customer[] = [];
  for (const id of companyIds) {
    companies.push(
      ...(await tx.links.customersOf(`company:${id}`)).map(({ connectionId, externalId }) => ({ connectionId, customerId: externalId })),
    );
  }
  await compareSoon(tx, companies, ["customers"]);
  if (contactIds.length > 0) await compareSoon(tx, await tx.fieldSync.withContacts(contactIds), ["contacts"]);
}

type Customer = { connectionId: string; customerId: string };

async function compareSoon(tx: PortalTx, customers: readonly Customer[], changed: FieldGroup[]): Promise<void> {
  if (customers.length === 0 || changed.length === 0) return;
  const { sync } = await tx.settings.read();
  const groups = changed.filter((group) => sync[group].frequency === "onChange" && sync[group].direction !== "off");
  for (const { connectionId, customerId } of groups.length > 0 ? customers : []) {
    await tx.enqueue(
      { name: "sync-customer-fields", data: { portalId: tx.portalId, connectionId, customerId, groups } },
      { key: `${connectionId}:${customerId}:${groups.join()}` },
    );
  }
}
