import { expect } from "vitest";
import type { Stage } from "./harness.ts";

/** What the product has written into its database since a moment. */
export type WrittenSince = { expectNothing(): Promise<void>; expectSomething(): Promise<void> };

/** Begins to watch: every row of every table of ours and every job, by their content. */
export async function fromNowOn({ db }: Pick<Stage, "db">): Promise<WrittenSince> {
  const before = await everythingStored(db);
  return {
    expectNothing: async () => expect(await everythingStored(db)).toEqual(before),
    expectSomething: async () => expect(await everythingStored(db)).not.toEqual(before),
  };
}

function everythingStored(db: Stage["db"]): Promise<Record<string, unknown>[]> {
  const content = "select coalesce(md5(string_agg(r::text, ''|'' order by r::text)), ''empty'') as f from %I.%I r";
  return db.ask(
    `select table_name, query_to_xml(format('${content}', table_schema, table_name), false, true, '')::text as rows
     from information_schema.tables
     where (table_schema = 'public' and table_name !~ '^(rate_|knex_)') or (table_schema, table_name) = ('pgboss', 'job')
     order by 1`,
  );
}
