import { performance } from "node:perf_hooks";
import pg from "pg";
import { buyerKeys, matchCustomer } from "../../api/domain/match-customer.ts";
import { createStore } from "../../api/store/create-store.ts";
import { migrate } from "../../api/store/migrate.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import { buyer, customer } from "../domain/matching-cases.ts";
import { messyBuyer, messyCustomer, trueCompanies } from "../domain/messy-companies.ts";
import { company } from "../store/fixtures.ts";
import type { Figures } from "./main.ts";

const CUSTOMERS = 100_000;
const PAGE = 1_000;
const QUERIES = 1_000;
const SCANS = 30;
const SETTINGS = { tokenKeys: `bench:${Buffer.alloc(32, 1).toString("base64")}`, indexSecret: "a secret of the benchmark, long enough" };

/**
 * One buyer among 100,000 customers, as the product does it: search by keys and by likeness under row security as a user that is
 * no superuser, then the judgement. The baseline is the same search by likeness with a sequential scan, in the same run.
 */
export async function benchMatching(serverUrl: string): Promise<Figures> {
  const url = await ownedDatabase(serverUrl);
  const store = createStore({ databaseUrl: url, ...SETTINGS, enqueue: () => Promise.resolve(), cancelJobs: () => Promise.resolve() });
  try {
    const now = Temporal.Now.instant();
    const tokens = { accessToken: "a", refreshToken: "r", expiresAt: now };
    await store.inSystem((tx) => tx.portals.install({ portalId: 1, timeZone: "UTC", currency: "USD", userId: 1, scopes: [], tokens }));
    const connectionId = await store.inPortal(1, (tx) => tx.connections.join({ realmId: "1", company, tokens }));
    const random = createRandom(7);
    const truths = trueCompanies(random, CUSTOMERS);

    const fillStarted = performance.now();
    for (let start = 0; start < CUSTOMERS; start += PAGE) {
      const page = truths.slice(start, start + PAGE).map((truth) => ({
        ...messyCustomer(random, truth, customer()),
        ...{ taxable: true, city: null, termsId: null, markers: [], url: "" },
      }));
      await store.inPortal(1, (tx) => tx.mirroredCustomers.save(connectionId, page, { at: now, homeCountry: "US" }));
    }
    const fillSeconds = (performance.now() - fillStarted) / 1_000;
    await runOn(url, "vacuum analyze customer_keys, mirrored_customers");

    const context = { currency: "USD", homeCountry: "US", linkedToOthers: new Set<string>(), sharedDomains: new Set<string>() };
    const buyers = Array.from({ length: QUERIES }, () => messyBuyer(random, random.pick(truths), buyer()));
    const outcomes = { found: 0, ambiguous: 0, new: 0, wrong: 0 };
    const keysMs: number[] = [];
    const transactionMs: number[] = [];
    const findMs: number[] = [];
    const judgeMs: number[] = [];
    const matchMs = await timed(buyers, async (each) => {
      const keys = await clocked(keysMs, () => buyerKeys(each, "US"));
      const candidates = await clocked(findMs, () => store.inPortal(1, (tx) => tx.mirroredCustomers.find(connectionId, keys)));
      const match = await clocked(judgeMs, () => matchCustomer(each, candidates, context));
      outcomes[match.match] += 1;
      if (match.match === "found" && match.id !== each.recordId) outcomes.wrong += 1;
    });
    await timed(buyers, () => clocked(transactionMs, () => store.inPortal(1, () => Promise.resolve())));
    const scanMs = await sequentialScans(
      url,
      buyers.slice(0, SCANS).map(({ name }) => name.toLowerCase()),
    );
    /** Each part's percentile as a part of the whole's; an empty transaction is the part of the search that is no search. */
    const partsOf = (suffix: string, whole: number, share: number) =>
      Object.fromEntries(
        Object.entries({ keys: keysMs, emptyTransaction: transactionMs, find: findMs, judge: judgeMs }).map(([part, took]) => [
          `${part}${suffix}`,
          round(percentile(took, share) / whole),
        ]),
      );
    return {
      name: "matching one buyer among 100,000 customers",
      figures: {
        p50Ms: percentile(matchMs, 0.5),
        p99Ms: percentile(matchMs, 0.99),
        scanP50Ms: percentile(scanMs, 0.5),
        timesFasterThanScanP50: round(percentile(scanMs, 0.5) / percentile(matchMs, 0.5)),
        ...partsOf("ShareOfP50", percentile(matchMs, 0.5), 0.5),
        ...partsOf("ShareOfP99", percentile(matchMs, 0.99), 0.99),
        fillCustomersPerSecond: Math.round(CUSTOMERS / fillSeconds),
        ...outcomes,
      },
    };
  } finally {
    await store.stop();
  }
}

/** A database whose owner is held back by row security, as in production. */
async function ownedDatabase(serverUrl: string): Promise<string> {
  await runOn(serverUrl, "create role bench login createrole password 'bench'", "create database bench owner bench");
  const url = new URL(serverUrl);
  [url.username, url.password, url.pathname] = ["bench", "bench", "/bench"];
  await migrate(url.href);
  return url.href;
}

async function sequentialScans(url: string, names: string[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set enable_indexscan = off; set enable_bitmapscan = off; set pg_trgm.similarity_threshold = 0.8");
    return await timed(names, (name) => client.query("select customer_id from customer_keys where kind = 'name' and value % $1", [name]));
  } finally {
    await client.end();
  }
}

async function timed<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (const item of items) {
    const started = performance.now();
    await work(item);
    took.push(performance.now() - started);
  }
  return took;
}

/** Does the work and adds the milliseconds that it took to a list. */
async function clocked<T>(took: number[], work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  took.push(performance.now() - started);
  return result;
}

async function runOn(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

const round = (value: number) => Math.round(value * 100) / 100;
