import { checkMapping } from "../domain/check-mapping.ts";
import { AppError } from "../domain/errors.ts";
import { MAPPING_LISTS, type Mapping, type MappingList, type SavedMapping } from "../domain/mapping.ts";
import { MENDED_BY_MAPPING } from "../domain/mended-by-mapping.ts";
import type { Person } from "../domain/person.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { releaseDeals } from "./release-deals.ts";
import { releaseLetters } from "./release-letters.ts";

/** A change of a portal's mapping by a person; `what` says it in a few words, `expectedVersion` null means: whoever comes last wins. */
export type MappingSaving = { portalId: number; lists: Partial<Mapping>; what: string; by: Person; expectedVersion: number | null };

/** The mapping as saved, and how many waiting deals are looked at again because of it. */
export type Saved = { mapping: SavedMapping; released: number };

/**
 * Saves the lists that change as one version, and has the deals looked at again that wait for what changed. Throws invalid
 * with every fault, conflict when the mapping was saved meanwhile.
 */
export async function saveMapping(needs: Needs, { portalId, ...saving }: MappingSaving): Promise<Saved> {
  return needs.store.inPortal(portalId, (tx) => saveMappingIn(needs, tx, saving));
}

/** The same within a transaction. */
export async function saveMappingIn({ clock }: Needs, tx: PortalTx, saving: Omit<MappingSaving, "portalId">): Promise<Saved> {
  refuseFaults({ ...(await tx.mapping.read()), ...saving.lists }, saving.lists);
  const { mapping, changes } = await tx.mapping.save({ ...saving, at: clock.now() });
  const released = await releaseDeals(tx, mendedBy(new Set(changes.map(({ list }) => list))));
  if (changes.length > 0) {
    await releaseLetters(tx, "mappingSaved");
    const details = { version: mapping.version, saved: saving.what, changes };
    await tx.audit.append({ by: saving.by, what: "mapping.saved", subject: null, details });
  }
  return { mapping, released };
}

/** A fault in a list that does not change is none of this save's business. */
function refuseFaults(mapping: Mapping, lists: Partial<Mapping>): void {
  const faults = checkMapping(mapping).filter(({ list }) => lists[list] !== undefined);
  if (faults.length === 0) return;
  throw new AppError("invalid", faults.map(({ message }) => message).join(" "), { code: "mappingInvalid", fixBy: "finance" });
}

const mendedBy = (changed: ReadonlySet<MappingList>) =>
  MAPPING_LISTS.filter((list) => changed.has(list)).flatMap((list) => MENDED_BY_MAPPING[list]);
