import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import type { Stage } from "./harness.ts";

type Facts = Record<string, Record<string, string>>;

const TABLES = {
  Item: ["mirrored_items", "item_id"],
  Estimate: ["mirrored_orders", "order_id"],
  Invoice: ["mirrored_invoices", "invoice_id"],
  Payment: ["mirrored_payments", "payment_id"],
  CreditMemo: ["mirrored_credit_memos", "credit_memo_id"],
} as const;
type Kind = keyof typeof TABLES;
const MIRRORED = Object.keys(TABLES) as Kind[];

/** The books as QuickBooks itself holds them, in a few facts for each record: worked out from its own records alone. */
export function booksOf({ sandbox }: Pick<Stage, "sandbox">): Facts {
  const sellable = new Set(["Service", "NonInventory", "Inventory"]);
  return Object.fromEntries(
    MIRRORED.map((kind) => {
      const records = sandbox.quickbooks.all(US_REALM, kind).filter(({ Type }) => kind !== "Item" || sellable.has(String(Type)));
      return [
        kind,
        Object.fromEntries(
          records.map((record) => [
            record.Id,
            `${record.SyncToken} ${record.CustomerRef?.value ?? "-"} ${cents(record.TotalAmt)} ${cents(openOf(record))}`,
          ]),
        ),
      ];
    }),
  );
}

type Record_ = ReturnType<Stage["sandbox"]["quickbooks"]["all"]>[number];
const openOf = ({ Balance, UnappliedAmt, RemainingCredit }: Record_) => RemainingCredit ?? Balance ?? UnappliedAmt;
const cents = (amount: number | undefined) => Math.round((amount ?? 0) * 100);

/** The same facts of every live record of the mirror. */
export async function mirrorOf({ db }: Pick<Stage, "db">): Promise<Facts> {
  const facts: Facts = {};
  for (const [kind, [table, id]] of Object.entries(TABLES)) {
    const rows = await db.ask(`select ${id} as id, version, record from ${table} where gone_at is null`);
    facts[kind] = Object.fromEntries(
      rows.map(({ id, version, record }) => [id as string, `${String(version)} ${factsIn(record as Mirrored)}`]),
    );
  }
  return facts;
}

type Amount = { $minor: string } | undefined;
type Mirrored = { customerId?: string; total?: Amount; balance?: Amount; unapplied?: Amount; remaining?: Amount };
const factsIn = ({ customerId, total, balance, unapplied, remaining }: Mirrored) =>
  `${customerId ?? "-"} ${total?.$minor ?? 0} ${(remaining ?? balance ?? unapplied)?.$minor ?? 0}`;
/** Every live row of the mirror as it stands, without when it was seen, and the ids of those that are gone: what two runs of the same events must agree on. */
export async function mirrorTables({ db }: Pick<Stage, "db">): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const [table, id] of Object.values(TABLES)) {
    tables[table] = await db.ask(`select ${id}, record, last_updated, version from ${table} where gone_at is null order by 1`);
    tables[`${table} gone`] = await db.ask(`select ${id} from ${table} where gone_at is not null order by 1`);
  }
  tables["mirrored_invoice_orders"] = await db.ask(
    "select invoice_id, order_id from mirrored_invoice_orders join mirrored_invoices using (portal_id, connection_id, invoice_id) where gone_at is null order by 1, 2",
  );
  tables["mirrored_payment_invoices"] = await db.ask(
    "select payment_id, invoice_id from mirrored_payment_invoices join mirrored_payments using (portal_id, connection_id, payment_id) where gone_at is null order by 1, 2",
  );
  return tables;
}
