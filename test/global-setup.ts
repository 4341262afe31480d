import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { createQueue } from "../api/jobs/queue.ts";
import { migrate } from "../api/store/migrate.ts";
import { startDatabase } from "./sandbox/database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL server whose user may make databases, and the database to copy, with all tables and queues. */
    database: { serverUrl: string; template: string };
  }
}

const QUIET = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** One server for the whole run: that of DATABASE_URL, or an embedded one that ends with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["DATABASE_URL"];
  const server = given ? { url: given, stop: () => Promise.resolve() } : await startDatabase();
  const template = `tieout_template_${randomBytes(6).toString("hex")}`;
  await query(server.url, `create database ${template}`);
  await fill(server.url, template);
  project.provide("database", { serverUrl: server.url, template });
  return async () => {
    await query(server.url, `drop database ${template} with (force)`);
    await server.stop();
  };
}

async function fill(serverUrl: string, template: string): Promise<void> {
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrate(url.href);
  const clock = { now: () => Temporal.Now.instant(), sleep: () => Promise.resolve() };
  const queue = await createQueue({ databaseUrl: url.href, clock, log: QUIET });
  await queue.stop();
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
