import { migrate } from "./migrate.ts";

const databaseUrl = process.env["DATABASE_URL"];
if (databaseUrl) {
  await migrate(databaseUrl);
  process.stdout.write("The database is up to date.\n");
} else {
  process.stderr.write("DATABASE_URL is not set: it names the PostgreSQL database to bring up to date.\n");
  process.exitCode = 1;
}
