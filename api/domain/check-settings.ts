import type { Settings } from "./settings.ts";

/** QuickBooks takes so many characters of a document's number. */
const LONGEST_NUMBER = 21;

/** What is wrong with settings as a whole, in plain words; `companies` are the connections that the portal has, by their ids. */
export function checkSettings({ numbering, routing }: Settings, companies: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  if (numbering.kind === "sequence") {
    if (numbering.next === undefined) faults.push("A sequence of numbers needs the next number.");
    const number = `${numbering.prefix ?? ""}${numbering.next ?? ""}`;
    if (number.length > LONGEST_NUMBER)
      faults.push(`The number "${number}" is longer than the ${LONGEST_NUMBER} characters that QuickBooks takes.`);
  }
  routing.rules.forEach(({ connectionId }, index) => {
    if (!companies.has(connectionId)) faults.push(`Rule ${index + 1} of the routing names a QuickBooks company that is not connected.`);
  });
  const { defaultConnectionId } = routing;
  if (defaultConnectionId !== null && !companies.has(defaultConnectionId))
    faults.push("The default of the routing is a QuickBooks company that is not connected.");
  return faults;
}

/** A sequence never goes back to numbers that orders have, as a page that was opened long ago would have it; `reached` is the number that it goes on with. */
export function usedNumbers({ kind, prefix = "", next }: Settings["numbering"], reached: number): string[] {
  if (kind !== "sequence" || next === undefined || next >= reached) return [];
  return [`Numbers before ${prefix}${reached} may be in use. Take this one or a later one, or begin the numbers with something else.`];
}
