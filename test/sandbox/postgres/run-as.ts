import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The user that PostgreSQL runs as: null is "as we are", since only root is refused by PostgreSQL. */
export type RunAs = { uid: number; gid: number } | null;

/** For root, an unprivileged user that the machine has already; for everybody else nobody has to change. */
export function chooseUser(): RunAs {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = ["postgres", "nobody"].map((name) => users.find((user) => user[0] === name)).find((user) => user !== undefined);
  return found ? { uid: Number(found[2]), gid: Number(found[3]) } : { uid: 65534, gid: 65534 };
}

/** True when the user can pass through every folder down to `path`. */
export function canReach(path: string, user: RunAs): boolean {
  if (user === null) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false });
    const bits = stats?.uid === user.uid ? 0o100 : stats?.gid === user.gid ? 0o010 : 0o001;
    if (stats && (stats.mode & bits) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
