import type { Booking } from "../domain/booking.ts";
import type { Deal } from "../domain/deal.ts";
import { errorFinding, hasErrors, type Finding } from "../domain/finding.ts";
import { duplicateFinding, type PossibleDuplicate } from "../domain/possible-duplicates.ts";
import { preflight, type Preflight } from "../domain/preflight.ts";
import type { Sale } from "../domain/sale.ts";
import { isWon } from "../domain/stage.ts";
import { mayWriteToErp, type Settings } from "../domain/settings.ts";
import type { FieldValues } from "../domain/sync-fields.ts";
import type { ErpCompany } from "../ports/erp.ts";
import { linkName } from "../ports/field-sync.ts";
import { approvalFindings, judgeSale, type ApprovalOfDeal } from "./approval-of-deal.ts";
import { bookSale } from "./book-sale.ts";
import { customerKey } from "./customer-key.ts";
import { findDuplicates } from "./find-duplicates.ts";
import type { Needs } from "./needs.ts";
import { recogniseCustomer, unclearCustomer, type Recognised } from "./recognise-customer.ts";

/** All that was found out about a deal, with nothing written anywhere. */
export type DealCheck = Preflight & {
  deal: Deal;
  settings: Settings;
  company: ErpCompany;
  /** How the sale is booked; null where there is no sale. */
  booking: Booking | null;
  customer: Recognised | null;
  /** Documents that a person may have made for the same sale, and that nobody has decided about. */
  duplicates: PossibleDuplicate[];
  approval: ApprovalOfDeal;
  /** What HubSpot and QuickBooks have agreed on about the buyer. */
  agreed: FieldValues;
  won: boolean;
  /** Nothing may be sent to the ERP: read only, or the shadow run. */
  writesOff: boolean;
};

type Subject = { portalId: number; connectionId: string; deal: Deal };

/** Runs every check on a deal: its sale, its lines, its buyer in the ERP. Reads, writes nothing. */
export async function checkDeal(needs: Needs, { portalId, connectionId, deal }: Subject): Promise<DealCheck> {
  const erp = needs.erp(portalId, connectionId);
  const [rules, company, items, terms] = await Promise.all([
    readRules(needs, { portalId, connectionId, dealId: deal.id }),
    erp.readCompany(),
    erp.listItems(),
    erp.listTerms(),
  ]);
  const { settings, mapping, timeZone } = rules;
  const result = preflight({ deal, settings, timeZone, company, items, terms, mapping });
  const { sale, lines } = result;
  const term = terms.find(({ id }) => id === result.termsId) ?? null;
  const [agreed, customer, booked] = await Promise.all([
    sale ? readAgreed(needs, { portalId, connectionId, sale }) : {},
    sale && recogniseCustomer(needs, { portalId, connectionId, sale }),
    sale && bookSale(erp, { deal, sale, lines, items, settings, company, mapping, term }),
  ]);
  const duplicates = await duplicatesOf(needs, { portalId, connectionId, sale: result.sale, customer });
  const booking = booked?.booking ?? null;
  const approval = judgeSale({ ...result, ...rules, items, company, customer });
  const findings = [...writingSwitchedOff(settings), ...result.findings, ...(booked?.findings ?? [])];
  if (result.sale && customer?.match === "ambiguous") findings.push(unclearCustomer(result.sale.buyer, customer.reasons));
  if (result.sale) for (const each of duplicates) findings.push(duplicateFinding(each, result.sale));
  findings.push(...approvalFindings(approval, timeZone));
  const writesOff = !mayWriteToErp(settings);
  const won = isWon(deal, settings);
  const facts = { deal, settings, company, booking, customer, duplicates, approval, agreed, won, writesOff };
  return { ...result, ...facts, findings, ready: !hasErrors(findings) };
}

function readAgreed(
  { store }: Needs,
  { portalId, connectionId, sale }: { portalId: number; connectionId: string; sale: Sale },
): Promise<FieldValues> {
  return store.inPortal(portalId, async (tx) => {
    const key = customerKey(connectionId, sale.buyer, sale.currency);
    const synced = (await tx.fieldSync.ofRecords(connectionId, [key.recordId])).get(linkName(key)) ?? [];
    return Object.fromEntries(synced.map(({ field, hubspot }) => [field, hubspot]));
  });
}

type Known = { portalId: number; connectionId: string; sale: Sale | null; customer: Recognised | null };

/** A customer that is not known yet has no documents. */
async function duplicatesOf(needs: Needs, { sale, customer, ...place }: Known): Promise<PossibleDuplicate[]> {
  return sale && customer?.record ? findDuplicates(needs, { ...place, sale, customerId: customer.record.id }) : [];
}

type Ruled = { portalId: number; connectionId: string; dealId: string };

function readRules(needs: Needs, { portalId, connectionId, dealId }: Ruled) {
  return needs.store.inPortal(portalId, async (tx) => {
    const settings = await tx.settings.of(connectionId);
    return {
      settings,
      mapping: await tx.mapping.read(),
      timeZone: settings.timeZone ?? (await tx.portal.read())?.timeZone ?? "UTC",
      open: await tx.approvals.openOf(dealId),
      decisions: await tx.approvals.decisionsOf(dealId),
    };
  });
}

function writingSwitchedOff(settings: Settings): Finding[] {
  if (mayWriteToErp(settings)) return [];
  const why = settings.readOnly ? "Tieout is set to read only" : "the shadow run is on";
  return [errorFinding("writesOff", "admin", `Nothing is sent to QuickBooks: ${why}. An admin can change that in the settings.`)];
}
