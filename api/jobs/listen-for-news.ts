import pg from "pg";
import type { Log } from "../ports/log.ts";
import { NEWS_CHANNEL } from "./enqueue.ts";

const AGAIN_AFTER_MS = 2_000;

/**
 * Calls `onNews` with a queue's name the moment a job is committed to it. A lost connection is made anew; meanwhile the
 * queues are looked at every second all the same, so nothing waits for it.
 */
export function listenForNews({ databaseUrl, log }: { databaseUrl: string; log: Log }, onNews: (name: string) => void) {
  let stopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  function again(error: unknown): void {
    void close(client);
    client = null;
    if (stopped) return;
    log.warn({ error }, "not listening for new jobs; they are looked for");
    timer = setTimeout(() => void listen(), AGAIN_AFTER_MS);
  }

  async function listen(): Promise<void> {
    const opened = new pg.Client({ connectionString: databaseUrl, application_name: "tieout news", keepAlive: true });
    client = opened;
    opened.on("notification", ({ payload }) => onNews(payload ?? ""));
    opened.once("error", again);
    try {
      await opened.connect();
      await opened.query(`listen ${NEWS_CHANNEL}`);
    } catch (error) {
      opened.off("error", again).on("error", () => undefined);
      again(error);
    }
  }

  const listening = listen();
  return {
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await listening;
      await close(client);
    },
  };
}

async function close(client: pg.Client | null): Promise<void> {
  try {
    await client?.end();
  } catch {
    // It was lost already.
  }
}
