import type { Parts } from "../../../api/http/parts.ts";

/** Where a process ends: at the `nth` call of this point, before it is made, or when it is done and its answer is lost. */
export type Crash = Call & { when: "before" | "after" };
/** The `nth` call of a point in a life. */
export type Call = { at: string; nth: number };
class Crashed extends Error {}

/** Is shown each instant at which a life could end, and holds it there while it looks. */
export type Watch = (crash: Crash) => Promise<void>;

const UNWATCHED: Watch = () => Promise.resolve();

export type Life = { call<T>(method: string, work: () => Promise<T>): Promise<T>; isOver(): boolean; calls(): Call[] };

/** One life of a process. After its crash no call gets through any more. `nameOf` tells the point from file, line and method. */
export function createLife(
  crash: Crash | null,
  nameOf: (file: string, line: number, method: string) => string,
  watch: Watch = UNWATCHED,
): Life {
  const calls: Call[] = [];
  let over = false;
  return {
    isOver: () => over,
    calls: () => calls,
    async call(method, work) {
      if (over) throw new Crashed();
      const site = siteInFlows();
      if (site === null) return work();
      const at = nameOf(site.file, site.line, method);
      const nth = calls.filter((call) => call.at === at).length + 1;
      calls.push({ at, nth });
      const ends = crash?.at === at && crash.nth === nth ? crash.when : null;
      if (ends === "before") throw ((over = true), new Crashed());
      await watch({ at, nth, when: "before" });
      let answer;
      try {
        answer = await work();
      } finally {
        await watch({ at, nth, when: "after" });
      }
      if (ends === "after" || over) throw ((over = true), new Crashed());
      return answer;
    },
  };
}

/** The line of a flow that called a port just now; null when it was called by something else. */
function siteInFlows(): { file: string; line: number } | null {
  for (const frame of (new Error().stack ?? "").split("\n")) {
    const [, folder, file, line] = /\/api\/([\w-]+)\/([\w-]+\.ts):(\d+)/.exec(frame) ?? [];
    if (folder !== undefined) return folder === "flows" && !frame.includes("at async ") ? { file: file ?? "", line: Number(line) } : null;
  }
  return null;
}

/** The parts of a process, of which every call of a port belongs to this life. */
export function partsOf(parts: Parts, life: Life): Parts {
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function" || IMMEDIATE.has(String(name))) return member;
        return (...given: unknown[]) => life.call(String(name), () => Reflect.apply(member, target, given) as Promise<unknown>);
      },
    });
  return {
    ...parts,
    store: mortal(parts.store),
    clock: mortal(parts.clock),
    alerts: mortal(parts.alerts),
    journal: mortal(parts.journal),
    crmOAuth: mortal(parts.crmOAuth),
    erpOAuth: mortal(parts.erpOAuth),
    crm: (portalId) => mortal(parts.crm(portalId)),
    erp: (portalId, connectionId) => mortal(parts.erp(portalId, connectionId)),
    readJoiningCompany: (joining) => life.call("readJoiningCompany", () => parts.readJoiningCompany(joining)),
  };
}

/** What answers at once and leaves the process alone. */
const IMMEDIATE = new Set([
  ...["now", "concerns", "checkSlackUrl", "authorizeUrl"],
  ...["customerPayload", "orderPayload", "recordUrl", "defaultProperty"],
]);
