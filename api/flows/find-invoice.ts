import { AppError } from "../domain/errors.ts";
import type { Needs } from "./needs.ts";

/** One invoice of one company; ids are unique within a company alone. */
export type InvoicePlace = { portalId: number; connectionId: string; invoiceId: string };

/** Where an invoice that a card names is. Throws notFound when we know none, invalid when several companies have one with this id and none was named. */
export async function findInvoice(
  { store }: Needs,
  { portalId, invoiceId, connectionId }: { portalId: number; invoiceId: string; connectionId: string | null },
): Promise<InvoicePlace> {
  const all = await store.inPortal(portalId, (tx) => tx.mirror.connectionsOfInvoice(invoiceId));
  const places = all.filter((each) => connectionId === null || each === connectionId);
  const [place, another] = places;
  if (place === undefined) throw new AppError("notFound", "Tieout knows no such invoice.", { code: "invoiceUnknown" });
  if (another !== undefined)
    throw new AppError("invalid", "Several QuickBooks companies have an invoice with this id.", { code: "connectionMissing" });
  return { portalId, connectionId: place, invoiceId };
}
