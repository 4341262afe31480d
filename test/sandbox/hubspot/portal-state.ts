import { OBJECT_NAMES } from "./object-types.ts";
import { listRecords, wholeRecord } from "./person.ts";
import type { Portal } from "./portal.ts";
import type { World } from "./world.ts";

/** Everything that a portal holds, as plain JSON: what tests and pages look at. */
export function portalState(world: World, portal: Portal): Record<string, unknown> {
  const { id, name, domain, timeZone, currency, additionalCurrencies, amountBasis, users, owners, pipelines, labels } = portal;
  const installs = world.oauth.refreshTokens.filter((token) => token.portalId === id);
  return {
    ...{ id, name, domain, timeZone, currency, additionalCurrencies, amountBasis, users, owners, pipelines, labels },
    installed: installs.length > 0,
    scopes: installs.at(-1)?.scopes ?? [],
    properties: Object.fromEntries(OBJECT_NAMES.map((object) => [object, liveCustomProperties(portal, object)])),
    groups: portal.groups,
    records: Object.fromEntries(OBJECT_NAMES.map((object) => [object, listRecords(portal, object)])),
    archived: OBJECT_NAMES.flatMap((object) => [...portal.records[object].values()].filter(({ archivedAt }) => archivedAt !== null)).map(
      (record) => wholeRecord(portal, record),
    ),
  };
}

function liveCustomProperties(portal: Portal, object: (typeof OBJECT_NAMES)[number]): object[] {
  return portal.properties[object].filter(({ hubspotDefined, archivedAt }) => !hubspotDefined && archivedAt === null);
}
