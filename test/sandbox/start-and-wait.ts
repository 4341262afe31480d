import { startDatabase } from "./database.ts";

// Starts a database and lives until it is killed, so that a test can see what is left behind.
const { url } = await startDatabase({ dir: process.argv[2] ?? "" });
console.log(url);
setInterval(() => undefined, 60_000);
