import { loadPortal } from "../../sandbox/hubspot/load-seed.ts";
import { HUBSPOT_SEED, NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { createRandom } from "../../sandbox/wire/random.ts";
import type { Stage } from "../harness.ts";
import type { Scene } from "./scene.ts";

/** What is left as it is: who we are, what is connected and set, and what may never be taken back. */
const KEPT = new Set([
  "portals",
  "settings",
  "connections",
  "amount_bases",
  "audit_log",
  "mapping_versions",
  "product_mappings",
  "workflow_consents",
  "knex_migrations",
  "knex_migrations_lock",
]);

/** Three buyers that no customer of the books resembles. */
const BUYERS = [
  { name: "Ashford Timber", domain: "ashford.example", address: "12 Sawmill Lane", city: "Bangor", state: "ME", zip: "04401" },
  { name: "Brightwell Dairy", domain: "brightwell.example", address: "9 Creamery Road", city: "Madison", state: "WI", zip: "53703" },
  { name: "Calder Optics", domain: "calder.example", address: "300 Lens Avenue", city: "Tucson", state: "AZ", zip: "85701" },
];

/**
 * Both vendors and the product as on the first day: the same ids, time and chance for every history of a stage. Answers the ids
 * of the buyers. The connection stays, or is made again.
 */
export async function beginAfresh({ stage, ask }: Scene, startAt: number): Promise<string[]> {
  const { hubspot, quickbooks } = stage.sandbox;
  quickbooks.clock.set(startAt, true);
  hubspot.wire.faults.clear();
  quickbooks.reset({ seed: 1, keepConnections: true });
  quickbooks.webhooks.configure({ held: true, drop: 0 });
  quickbooks.configure({ limits: { enforced: false }, queryLagSeconds: 9 });
  for (const { wire } of [hubspot, quickbooks]) wire.requests.length = 0;
  emptyPortal(stage);
  await forgetAll(ask);
  const person = hubspot.portal(NORTHWIND_PORTAL);
  const buyers = BUYERS.map(
    (buyer) => person.create("companies", { ...buyer, country: "United States", tieout_payment_terms: "Net 30" }).id,
  );
  hubspot.world.webhooks.clear();
  return buyers;
}

/** HubSpot's account without any deal; what the app made at its installation is there. */
function emptyPortal({ sandbox: { hubspot } }: Stage): void {
  const { world } = hubspot;
  const before = world.portals.get(NORTHWIND_PORTAL);
  const seed = HUBSPOT_SEED.portals.find(({ id }) => id === NORTHWIND_PORTAL);
  if (!before || !seed) throw new Error("Northwind is gone");
  Object.assign(world.random, createRandom(1));
  // Chance gives the same tokens in each history: an old one of the same name would be taken for a new one, and has expired.
  world.oauth.accessTokens.length = 0;
  const { properties, groups } = before;
  Object.assign(loadPortal(world, { ...seed, deals: [] }), { properties, groups });
  hubspot.applyAfterInstall();
  world.webhooks.set({ held: true, drop: 0, duplicate: 0 });
}

/** To delete the rows of small tables is ten times faster than to truncate them; what refers to others goes first. */
async function forgetAll(ask: Scene["ask"]): Promise<void> {
  const tables = await ask<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public'");
  const deletions = tables.filter(({ name }) => !KEPT.has(name)).map(({ name }) => `delete from ${name}`);
  await ask(
    ["set session_replication_role = replica", ...deletions, "set session_replication_role = origin", "delete from pgboss.job"].join(";"),
  );
}
