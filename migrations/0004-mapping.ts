import type { Knex } from "knex";

/** The mapping of a portal as a row per version, the newest in force, and what the dry run of a change has found so far. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [VERSIONS, TAKEN_OVER, secured("mapping_versions", "select, insert")]) await knex.raw(statement);
}

// `changes` says what a version changed of the one before, so that history and undo need not compare.
const VERSIONS = `
  create table mapping_versions (
    portal_id bigint not null references portals on delete cascade,
    version integer not null check (version >= 1),
    lists jsonb not null check (jsonb_typeof(lists) = 'object'),
    changes jsonb not null check (jsonb_typeof(changes) = 'array'),
    what text not null check (what <> ''),
    user_id bigint,
    email text,
    at timestamptz not null,
    primary key (portal_id, version),
    check (user_id is not null or email is null)
  );`;

// product_mappings stays for processes that still run the program before this one; nothing reads it any more. Row security
// would hide its rows from an owner who is no superuser.
const TAKEN_OVER = `
  alter table product_mappings no force row level security;
  insert into mapping_versions (portal_id, version, lists, changes, what, at)
    select portal_id, 1,
      jsonb_build_object('products', jsonb_agg(
        jsonb_strip_nulls(jsonb_build_object('productId', product_id, 'sku', sku, 'manualReview', nullif(manual_review, false)))
          || jsonb_build_object('items', items)
        order by position)),
      '[]', 'taken over', now()
    from product_mappings group by portal_id;
  alter table product_mappings force row level security;`;

/** One portal's rows and no others, for the owner too. */
function secured(table: string, granted: string): string {
  return `
    alter table ${table} enable row level security, force row level security;
    create policy one_portal on ${table}
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
    grant ${granted} on ${table} to tieout_app;`;
}
