import pg from "pg";
import { databaseFault } from "./database-errors.ts";

/** One connection that stays open and answers one question at a time. It is opened when first asked, and anew after it was lost. */
export type LockSession = {
  /** Runs a statement with one parameter that answers true or false. */
  ask(sql: string, name: string): Promise<boolean>;
  end(): Promise<void>;
};

/** A session that is opened by the first lock. */
export function createLockSession(databaseUrl: string): LockSession {
  let open: pg.Client | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function client(): Promise<pg.Client> {
    if (open) return open;
    const opening = new pg.Client({ connectionString: databaseUrl, application_name: "tieout locks", keepAlive: true });
    opening.on("error", () => {
      if (open === opening) open = null;
    });
    await opening.connect();
    open = opening;
    return opening;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    ask: (sql, name) =>
      inTurn(async () => {
        try {
          const { rows } = await (await client()).query<{ answer: boolean }>(sql, [name]);
          return rows[0]?.answer ?? false;
        } catch (error) {
          throw databaseFault(error);
        }
      }),
    end: () =>
      inTurn(async () => {
        await open?.end();
        open = null;
      }),
  };
}
