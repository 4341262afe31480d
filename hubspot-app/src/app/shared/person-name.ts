import type { Person } from "./contract.ts";

/** Who decided: their e-mail, or their HubSpot user id; Tieout itself when nobody did. */
export function personName(person: Person | null): string {
  if (!person) return "Tieout";
  return person.email ?? `HubSpot user ${person.userId}`;
}
