import { AppError } from "../domain/errors.ts";
import type { SavedMapping } from "../domain/mapping.ts";
import { withoutChanges } from "../domain/mapping-changes.ts";
import type { Person } from "../domain/person.ts";
import type { Needs } from "./needs.ts";
import { saveMapping } from "./save-mapping.ts";

type Undo = { portalId: number; by: Person; version: number };

/**
 * Takes back what one version changed, as a version of its own; what was changed besides stays. Throws notFound for a version
 * that never was, conflict where a later version changed the same entries, invalid where there is nothing to take back.
 */
export async function undoMapping(needs: Needs, { portalId, by, version }: Undo): Promise<SavedMapping> {
  const { current, undone } = await needs.store.inPortal(portalId, async (tx) => ({
    current: await tx.mapping.read(),
    undone: await tx.mapping.readVersion(version),
  }));
  if (!undone) throw new AppError("notFound", `There is no version ${version} of the mapping.`, { code: "noSuchVersion" });
  if (undone.changes.length === 0)
    throw new AppError("invalid", `Version ${version} is the first one; there is nothing to go back to.`, { code: "nothingToUndo" });

  const { mapping, overtaken } = withoutChanges(current, undone.changes);
  if (overtaken.length > 0) throw overtakenBy(version, overtaken);
  return (await saveMapping(needs, { portalId, by, lists: mapping, what: `Version ${version} undone`, expectedVersion: current.version }))
    .mapping;
}

function overtakenBy(version: number, keys: string[]): AppError {
  const named = keys.slice(0, 5).join(", ") + (keys.length > 5 ? ` and ${keys.length - 5} more` : "");
  const message = `Version ${version} cannot be undone as a whole, since these were changed again after it: ${named}. Undo the later version first, or change them by hand.`;
  return new AppError("conflict", message, { code: "changedSince", fixBy: "finance" });
}
