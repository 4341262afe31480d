import type { Knex } from "knex";
import type { BlindIndex } from "./blind-index.ts";
import { databaseFault } from "./database-errors.ts";
import type { Cipher } from "./encryption.ts";

/** What the queries of one portal work with. */
export type PortalScope = { trx: Knex.Transaction; portalId: number; cipher: Cipher; realmIndex: BlindIndex };
/** What the queries that cross portals work with. */
export type SystemScope = Omit<PortalScope, "portalId">;

type Needs = { knex: Knex; cipher: Cipher; realmIndex: BlindIndex };

/** One transaction as the role `tieout_app`: row security shows this portal's rows and refuses to write any other's. */
export function withPortal<T>({ knex, cipher, realmIndex }: Needs, portalId: number, work: (scope: PortalScope) => Promise<T>): Promise<T> {
  return transactionAs(knex, "tieout_app", String(portalId), (trx) => work({ trx, portalId, cipher, realmIndex }));
}

/** One transaction as the role `tieout_system`, which sees across portals, but only what it has been granted. */
export function withSystem<T>({ knex, cipher, realmIndex }: Needs, work: (scope: SystemScope) => Promise<T>): Promise<T> {
  return transactionAs(knex, "tieout_system", "", (trx) => work({ trx, cipher, realmIndex }));
}

/** Role and portal hold until the transaction ends, so that the connection goes back to the pool without them. */
async function transactionAs<T>(knex: Knex, role: string, portal: string, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  try {
    return await knex.transaction(async (trx) => {
      await trx.raw("select set_config('role', ?, true), set_config('app.portal_id', ?, true)", [role, portal]);
      return work(trx);
    });
  } catch (error) {
    throw databaseFault(error);
  }
}
