import { AppError } from "../domain/errors.ts";
import { EMPTY_MAPPING, type SavedMapping, type Mapping } from "../domain/mapping.ts";
import { changesBetween, type MappingChange } from "../domain/mapping-changes.ts";
import type { MappingSave, MappingVersion } from "../ports/mapping.ts";
import { lockPortal } from "./portals.ts";
import type { PortalScope } from "./with-portal.ts";

type MappingVersionTableRow = {
  portal_id: string;
  version: number;
  lists: Partial<Mapping>;
  changes: MappingChange[];
  what: string;
  user_id: string | null;
  email: string | null;
  at: Temporal.Instant;
};

/** The mapping in force: the newest version, or nothing mapped at version 0. */
export async function readMapping({ trx, portalId }: PortalScope): Promise<SavedMapping> {
  const row = await trx<MappingVersionTableRow>("mapping_versions").where("portal_id", portalId).orderBy("version", "desc").first();
  return { ...EMPTY_MAPPING, ...row?.lists, version: row?.version ?? 0 };
}

/** Adds a version where anything changes. Throws conflict when the mapping is not at the expected version. */
export async function saveMapping(
  scope: PortalScope,
  { lists, what, by, at, expectedVersion }: MappingSave,
): Promise<{ mapping: SavedMapping; changes: MappingChange[] }> {
  await lockPortal(scope);
  const before = await readMapping(scope);
  if (expectedVersion !== null && expectedVersion !== before.version) throw stale(before.version);
  const { version, ...whole } = { ...before, ...lists };
  const changes = changesBetween(before, whole);
  if (changes.length === 0) return { mapping: before, changes };

  await scope.trx("mapping_versions").insert({
    portal_id: scope.portalId,
    version: version + 1,
    lists: JSON.stringify(whole),
    changes: JSON.stringify(changes),
    what,
    user_id: by.userId,
    email: by.email,
    at: at.toString(),
  });
  return { mapping: await readMapping(scope), changes };
}

/** One version of the mapping; null when there was none with this number. */
export async function readMappingVersion({ trx, portalId }: PortalScope, version: number): Promise<MappingVersion | null> {
  const row = await trx<MappingVersionTableRow>("mapping_versions").where("portal_id", portalId).where("version", version).first();
  return row ? versionFrom(row) : null;
}

/** Versions, newest first, older than `before`. */
export async function listMappingVersions(
  { trx, portalId }: PortalScope,
  { before, limit }: { before: number | null; limit: number },
): Promise<MappingVersion[]> {
  const query = trx<MappingVersionTableRow>("mapping_versions").where("portal_id", portalId).orderBy("version", "desc").limit(limit);
  const rows = await (before === null ? query : query.where("version", "<", before));
  return rows.map(versionFrom);
}

function versionFrom({ version, what, user_id, email, at, changes }: MappingVersionTableRow): MappingVersion {
  return { version, what, by: user_id === null ? null : { userId: Number(user_id), email }, at, changes };
}

function stale(version: number): AppError {
  const message = `The mapping was saved meanwhile and is at version ${version} now. Load it again and repeat your change.`;
  return new AppError("conflict", message, { code: "mappingStale", fixBy: "finance" });
}
