import type { Entity } from "./entity.ts";
import { notFound, QuickBooksFault } from "./fault.ts";
import type { Kind } from "./kinds.ts";
import { pacificSecond } from "./pacific-time.ts";
import type { WriteContext } from "./rules/write-context.ts";

/** E-mails a form: to `sendTo`, which becomes its BillEmail, else to its BillEmail (facts/quickbooks.md §3.1). */
export function sent({ work }: WriteContext, kind: Kind, id: string, sendTo: string | null): Entity {
  const entity = work.find(kind, id);
  if (!entity) throw notFound();
  const address = sendTo ?? entity.BillEmail?.Address;
  if (!address) throw new QuickBooksFault(6420, "Enter an email address for this customer.", "BillEmail");
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
    throw new QuickBooksFault(2210, `Email Address doesn't conform to required format: ${address}`);
  const DeliveryInfo = { DeliveryType: "Email", DeliveryTime: pacificSecond(work.now) };
  return work.change(kind, id, { ...entity, BillEmail: { Address: address }, EmailStatus: "EmailSent", DeliveryInfo }, "emailed");
}
