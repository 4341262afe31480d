import { readdir } from "node:fs/promises";
import type { Knex } from "knex";
import pg from "pg";
import { connect } from "./connect.ts";

const FOLDER = new URL("../../migrations/", import.meta.url);
const LOCK = "tieout.migrate";

/**
 * Brings the database up to date: the roles, then every migration that has not run yet, in order of its name. Processes
 * that start together wait for each other. The user of `databaseUrl` comes to own the tables; it must be allowed to create
 * roles, or find `tieout_app` and `tieout_system` made and granted to it (with inherit false). Needs PostgreSQL 16.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const guard = new pg.Client({ connectionString: databaseUrl });
  await guard.connect();
  try {
    await guard.query("select pg_advisory_lock(hashtextextended($1, 0))", [LOCK]);
    for (const role of ["tieout_app", "tieout_system"]) await ensureRole(guard, role);
    await runMigrations(databaseUrl);
  } finally {
    await guard.end();
  }
}

async function runMigrations(databaseUrl: string): Promise<void> {
  const knex = connect(databaseUrl, 2);
  const settings = { migrationSource: { getMigrations, getMigrationName, getMigration } };
  try {
    // Knex's own lock outlives a killed process; ours does not, and whoever holds ours is alone.
    await knex.migrate.forceFreeMigrationsLock(settings);
    await knex.migrate.latest(settings);
  } finally {
    await knex.destroy();
  }
}

const getMigrations = async () => (await readdir(FOLDER)).filter((name) => name.endsWith(".ts")).sort();
const getMigrationName = (name: string) => name.replace(/\.ts$/, "");
const getMigration = async (name: string): Promise<Knex.Migration> => {
  const { up } = (await import(new URL(name, FOLDER).href)) as Pick<Knex.Migration, "up">;
  return { up, down: () => Promise.reject(new Error("migrations only go forward: expand, then contract")) };
};

/** Roles belong to the whole cluster, where another database may be making the same ones this moment. */
async function ensureRole(client: pg.Client, role: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
      if (rowCount === 0) await client.query(`create role ${role} nologin`);
      const member = await client.query(MAY_BECOME, [role]);
      // Without inheriting: what the policies allow the role must not hold for the user before it becomes the role.
      if (member.rowCount === 0) await client.query(`grant ${role} to current_user with inherit false, set true`);
      return;
    } catch (error) {
      if (attempt === 5 || !(error instanceof pg.DatabaseError) || !MADE_MEANWHILE.has(error.code ?? "")) throw error;
    }
  }
}

const MAY_BECOME = "select where pg_has_role(current_user, $1, 'set')";
/** duplicate_object, unique_violation, and internal_error "tuple concurrently updated". */
const MADE_MEANWHILE = new Set(["42710", "23505", "XX000"]);
