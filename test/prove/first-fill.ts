import { createActors, eventually } from "../sandbox/demo/actors.ts";
import { install } from "../sandbox/demo/story.ts";
import { startDatabase } from "../sandbox/database.ts";
import { lastingPort } from "../sandbox/free-port.ts";
import { startProduct, type Product } from "../sandbox/product.ts";
import { sandboxEnvironment, startSandbox, type Sandbox } from "../sandbox/sandbox.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { rowsOf } from "../end-to-end/harness.ts";

const MOST_INVOICES = 50_000;
const PATIENCE_MS = 1_200_000;
/** QuickBooks' own limits (facts/quickbooks.md §5). */
const CALLS = [
  { ms: 1_000, most: 10 },
  { ms: 60_000, most: 500 },
];

type Kind = { kind: string; state: string; done: number; total: number | null };
type View = { connections: { kinds: Kind[] }[] };

/** A company with many invoices is read as a whole by a real process, which is killed with -9 in the middle and started again. */
export async function proveFirstFill(runs: number): Promise<string> {
  const count = Math.min(runs, MOST_INVOICES);
  const port = await lastingPort();
  const [sandbox, database] = await Promise.all([startSandbox({ productUrl: `http://localhost:${port}` }), startDatabase()]);
  const start = () => startProduct({ port, databaseUrl: database.url, environment: sandboxEnvironment(sandbox) });
  let product: Product | null = null;
  try {
    const due = sellMany(sandbox, count);
    product = await start();
    const actors = createActors(sandbox.hubspot);
    await install(sandbox, actors, product.url, () => undefined);
    const invoices = async () =>
      (await actors.ask<View>("admin", "/ui/mirror")).connections[0]?.kinds.find(({ kind }) => kind === "invoice");

    const shown: number[] = [];
    const until = (what: string, isThere: (kind: Kind) => boolean) =>
      eventually(what, async () => note(shown, await invoices(), isThere), PATIENCE_MS);
    const before = await until("The middle of the fill", ({ done }) => done > count / 3);
    await product.kill();
    product = await start();
    await until("The end of the fill", ({ state }) => state === "done");

    demand(isRising(shown), `the progress fell back: ${shown.join(", ")}`);
    const starts = pagesOf(sandbox);
    demand(new Set(starts).size >= starts.length - 1, `pages were read again: ${starts.join(", ")}`);
    const sum =
      "select count(*) as count, sum((record #>> '{balance,$minor}')::bigint) as due from mirrored_invoices where gone_at is null";
    const [kept] = await rowsOf(database.url, sum);
    demand(Number(kept?.["due"]) === due, `the mirror holds ${String(kept?.["due"])} of ${due} cents`);
    const busiest = CALLS.map((limit) => callsWithin(sandbox, limit));
    const turnedDown = sandbox.quickbooks.wire.requests.filter(({ status }) => status === 429).length;
    demand(turnedDown === 0, `${turnedDown} calls were turned down`);
    return (
      `${String(kept?.["count"])} invoices in ${starts.length} pages, killed with -9 at ${before.done} of ${before.total} and taken up there; ` +
      `${shown.length} stages of progress shown; at most ${busiest.join(" and ")} calls, none turned down; the balance is right to the cent`
    );
  } finally {
    await product?.kill();
    await sandbox.stop();
    await database.stop();
  }
}

/** Sells so often, and answers what all invoices of the books come to, in cents. */
function sellMany({ quickbooks }: Sandbox, count: number): number {
  for (let made = 0; made < count; made++) {
    const amount = 1 + (made % 997);
    quickbooks.people.create(US_REALM, "Invoice", {
      CustomerRef: { value: String(1 + (made % 4)) },
      CurrencyRef: { value: "USD" },
      Line: [
        { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "5" }, Qty: 1, UnitPrice: amount } },
      ],
    });
  }
  quickbooks.webhooks.forget();
  return quickbooks.all(US_REALM, "Invoice").reduce((sum, { Balance }) => sum + Math.round((Balance ?? 0) * 100), 0);
}

function note(shown: number[], kind: Kind | undefined, isThere: (kind: Kind) => boolean): Kind | null {
  if (!kind) return null;
  if (kind.done !== shown.at(-1)) shown.push(kind.done);
  return isThere(kind) ? kind : null;
}

const isRising = (shown: number[]) => shown.every((done, at) => done >= (shown[at - 1] ?? 0));

function pagesOf({ quickbooks }: Sandbox): string[] {
  const paths = quickbooks.wire.requests.map(({ path }) => decodeURIComponent(path));
  return paths.filter((path) => path.includes("SELECT * FROM Invoice")).map((path) => /STARTPOSITION (\d+)/.exec(path)?.[1] ?? "1");
}

/** The busiest such time, "9 in 1 s"; throws when there is more than QuickBooks allows. */
function callsWithin({ quickbooks }: Sandbox, { ms, most }: (typeof CALLS)[number]): string {
  const times = quickbooks.wire.requests.filter(({ path }) => path.includes("/v3/company/")).map(({ at }) => Date.parse(at));
  const busiest = Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + ms).length));
  demand(busiest <= most, `${busiest} calls within ${ms} ms`);
  return `${busiest} in ${ms / 1_000} s`;
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`The first fill does not hold: ${otherwise}.`);
}
