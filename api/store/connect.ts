import knexModule, { type Knex } from "knex";
import pg from "pg";

type Oid = Parameters<typeof pg.types.getTypeParser>[0];

// pg's own parser would cut instants to milliseconds and hand out mutable dates. bigint stays text, as pg has it.
const types = {
  getTypeParser: (oid: Oid): unknown =>
    oid === pg.types.builtins.TIMESTAMPTZ ? (text: string) => Temporal.Instant.from(text) : pg.types.getTypeParser(oid),
};

/** A pool of at most `max` connections. timestamptz is read as `Temporal.Instant`, bigint and numeric as text, json and jsonb are parsed. */
export function connect(databaseUrl: string, max: number): Knex {
  const settings: Knex.Config = {
    client: "pg",
    connection: { connectionString: databaseUrl, types, application_name: "tieout" },
    pool: { min: 0, max },
  };
  return knexModule.default(settings);
}
