import knexModule, { type Knex } from "knex";
import pg from "pg";

const TIMESTAMPTZ = 1184;

// pg's own parser would cut instants to milliseconds and hand out mutable dates. bigint stays text, as pg has it.
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === TIMESTAMPTZ && format !== "binary") return (text: string) => Temporal.Instant.from(text);
    return pg.types.getTypeParser(oid, format as "text");
  },
};

/** A pool of at most `max` connections. timestamptz is read as `Temporal.Instant`, bigint and numeric as text. */
export function connect(databaseUrl: string, max: number): Knex {
  const settings: Knex.Config = {
    client: "pg",
    connection: { connectionString: databaseUrl, types, application_name: "tieout" } as Knex.PgConnectionConfig,
    pool: { min: 0, max },
  };
  return knexModule.default(settings);
}
