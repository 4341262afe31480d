import type { Booking, BookingFacts } from "./booking.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { ORDER_FIELD_LENGTH, orderField } from "./order-field.ts";

type Booked = Pick<Booking, "customFields" | "classId"> & { findings: Finding[] };

/** Who sold it, as finance has mapped the deal's owner: a rep's code in the order's own field, or a class. The customer can carry neither (RULES §2). */
export function bookOwner(facts: BookingFacts): Booked {
  const { deal, mapping } = facts;
  if (mapping.owners.length === 0) return { customFields: [], classId: null, findings: [] };
  const entry = mapping.owners.find(({ ownerId }) => ownerId === deal.ownerId);
  if (!entry) return { customFields: [], classId: null, findings: [nobody(facts)] };
  const code = entry.repCode === null ? null : repCode(facts, entry.repCode);
  const itsClass = entry.classId === null ? null : orderClass(facts, entry.classId);
  return {
    customFields: code?.customFields ?? [],
    classId: itsClass?.classId ?? null,
    findings: [...(code?.findings ?? []), ...(itsClass?.findings ?? [])],
  };
}

function nobody({ deal }: BookingFacts): Finding {
  const where = { object: "deal", id: deal.id, property: "hubspot_owner_id" } as const;
  if (deal.ownerId === null) return warningFinding("ownerMissing", "rep", "The deal has no owner, so the order names no sales rep.", where);
  return warningFinding(
    "ownerUnmapped",
    "finance",
    "The deal's owner has no rep code or class yet, so the order names no sales rep.",
    where,
  );
}

function repCode({ company, settings }: BookingFacts, code: string): { customFields: Booking["customFields"]; findings: Finding[] } {
  const name = settings.orderFields.salesRep;
  const field = orderField(company, name);
  const stop = (what: string, fixBy: "admin" | "finance", message: string) => ({
    customFields: [],
    findings: [errorFinding(what, fixBy, message)],
  });
  if (!field) {
    const mend = "Add the field to its sales forms, or name another field in the settings.";
    return stop("repFieldMissing", "admin", `${company.name} has no field "${name}" on its sales forms for the rep's code. ${mend}`);
  }
  if (code.length > ORDER_FIELD_LENGTH)
    return stop(
      "repCodeTooLong",
      "finance",
      `The rep's code "${code}" is longer than ${ORDER_FIELD_LENGTH} characters. Shorten it in the mapping.`,
    );
  return { customFields: [{ id: field.id, value: code }], findings: [] };
}

/** With tracking off the books would take the order and lose the class without a word, so it is said before. */
function orderClass({ company, lists }: BookingFacts, classId: string): { classId: string | null; findings: Finding[] } {
  if (company.classTracking === null) {
    const message = `The owner is mapped to a class, but class tracking is switched off in ${company.name}. Switch it on there, or take the class out of the mapping.`;
    return { classId: null, findings: [errorFinding("classTrackingOff", "admin", message)] };
  }
  if (lists.classes && !lists.classes.some(({ id, active }) => id === classId && active)) {
    const message = "The owner is mapped to a class that is gone from the books, or inactive. Map the owner again.";
    return { classId: null, findings: [errorFinding("classMissing", "finance", message)] };
  }
  return { classId, findings: [] };
}
