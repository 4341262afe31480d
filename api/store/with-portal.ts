import type { Knex } from "knex";
import type { BlindIndex } from "./blind-index.ts";
import type { Cipher } from "./encryption.ts";

/** What the queries of one portal work with. */
export type PortalScope = { trx: Knex.Transaction; portalId: number; cipher: Cipher; realmIndex: BlindIndex };
/** What the queries that cross portals work with. */
export type SystemScope = Omit<PortalScope, "portalId">;

type Needs = { knex: Knex; cipher: Cipher; realmIndex: BlindIndex };

/** One transaction as the role `tieout_app`: row security shows this portal's rows and refuses to write any other's. */
export function withPortal<T>({ knex, cipher, realmIndex }: Needs, portalId: number, work: (scope: PortalScope) => Promise<T>): Promise<T> {
  return knex.transaction(async (trx) => {
    await trx.raw("select set_config('role', 'tieout_app', true), set_config('app.portal_id', ?, true)", [String(portalId)]);
    return work({ trx, portalId, cipher, realmIndex });
  });
}

/** One transaction as the role `tieout_system`, which sees across portals, but only what it has been granted. */
export function withSystem<T>({ knex, cipher, realmIndex }: Needs, work: (scope: SystemScope) => Promise<T>): Promise<T> {
  return knex.transaction(async (trx) => {
    await trx.raw("select set_config('role', 'tieout_system', true), set_config('app.portal_id', '', true)");
    return work({ trx, cipher, realmIndex });
  });
}
