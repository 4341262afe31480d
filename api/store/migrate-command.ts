import { migrate } from "./migrate.ts";

const databaseUrl = process.env["DATABASE_URL"];
if (databaseUrl) {
  await migrate(databaseUrl);
  console.log("The database is up to date.");
} else {
  console.error("DATABASE_URL is not set: it names the PostgreSQL database to bring up to date.");
  process.exitCode = 1;
}
