import pg from "pg";
import { startStage, type Stage } from "../harness.ts";
import { APPROVED_OVER } from "./truth.ts";

/** A stage for one history after another. `ask` asks its database as the owner, on one connection for all. */
export type Scene = { stage: Stage; ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>; stop(): Promise<void> };

/** Deals wait a minute before they are pushed, and finance approves what is large. */
export async function startScene(): Promise<Scene> {
  const stage = await startStage();
  const body = { settleSeconds: 60, approvals: { contractOver: String(APPROVED_OVER) }, breaker: { pushes: 1_000, minutes: 10 } };
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body });
  const client = new pg.Client({ connectionString: stage.db.url });
  await client.connect();
  return {
    stage,
    ask: async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows,
    async stop() {
      await client.end();
      await stage.stop();
    },
  };
}
