import { createLocks } from "../../api/store/locks.ts";

// Holds a lock until it is killed.
const [, , url = "", name = ""] = process.argv;
await createLocks(url).withLock(name, 0, () => {
  console.log("held");
  return new Promise<void>(() => setInterval(() => undefined, 60_000));
});
