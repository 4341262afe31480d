import type { Knex } from "knex";
import type { Job, JobOptions } from "../ports/queue.ts";
import type { Store } from "../ports/store.ts";
import { createBlindIndex } from "./blind-index.ts";
import { connect } from "./connect.ts";
import { createCipher } from "./encryption.ts";
import { jobsAtEnd } from "./jobs-at-end.ts";
import { createLocks } from "./locks.ts";
import { portalTx } from "./portal-tx.ts";
import { systemTx } from "./system-tx.ts";
import { withPortal, withSystem } from "./with-portal.ts";

type Needs = {
  databaseUrl: string;
  /** TOKEN_KEYS: "kid:base64,kid:base64", newest first. */
  tokenKeys: string;
  /** LINK_SIGNING_KEY, from which the key of the realm index is derived. */
  indexSecret: string;
  /** Puts a job into the queue within the transaction: `createQueue(…).enqueue`. */
  enqueue(trx: Knex.Transaction, job: Job, options?: JobOptions): Promise<void>;
  /** Takes the portal's waiting jobs out of the queue within the transaction. */
  cancelJobs(trx: Knex.Transaction, portalId: number): Promise<void>;
  /** Connections of this process, besides the one that holds its locks. */
  poolSize?: number;
};

/** The store on a database that `migrate` has brought up to date. `stop` waits for running transactions. */
export function createStore({
  databaseUrl,
  tokenKeys,
  indexSecret,
  enqueue,
  cancelJobs,
  poolSize = 10,
}: Needs): Store & { stop(): Promise<void> } {
  const knex = connect(databaseUrl, poolSize);
  const locks = createLocks(databaseUrl);
  const needs = { knex, cipher: createCipher(tokenKeys), realmIndex: createBlindIndex(indexSecret) };
  const withJobs = async <T>(trx: Knex.Transaction, work: (put: ReturnType<typeof jobsAtEnd>["enqueue"]) => Promise<T>): Promise<T> => {
    const jobs = jobsAtEnd((job, options) => enqueue(trx, job, options));
    const done = await work(jobs.enqueue);
    await jobs.putIn();
    return done;
  };
  return {
    inPortal: (portalId, work) =>
      withPortal(needs, portalId, (scope) =>
        withJobs(scope.trx, (put) => work(portalTx(scope, { enqueue: put, cancelJobs: () => cancelJobs(scope.trx, portalId) }))),
      ),
    inSystem: (work) => withSystem(needs, (scope) => withJobs(scope.trx, (put) => work(systemTx(scope, put)))),
    withLock: locks.withLock,
    async ping() {
      await knex.raw("select 1");
    },
    async stop() {
      await locks.stop();
      await knex.destroy();
    },
  };
}
