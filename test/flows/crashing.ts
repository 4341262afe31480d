import { randomUUID } from "node:crypto";
import type { Steps } from "../../api/flows/ensure-linked.ts";
import type { Store } from "../../api/ports/store.ts";

/** Ends the process, so to say, at one of its calls: before it is made, or when it is done and its answer is lost. */
export type Crash = { atCall: number; when: "before" | "after" };
export class Crashed extends Error {}

/** One life of a process. After its crash no call gets through any more. */
export function createLife(crash: Crash | null) {
  let calls = 0;
  let dead = false;
  async function call<T>(work: () => Promise<T>): Promise<T> {
    if (dead) throw new Crashed();
    calls += 1;
    const here = calls === crash?.atCall;
    if (here && crash?.when === "before") throw ((dead = true), new Crashed());
    const answer = await work();
    if (here) throw ((dead = true), new Crashed());
    return answer;
  }
  return {
    call,
    calls: () => calls,
    /** Each transaction is one call. */
    store: (store: Store): Store => ({ ...store, inPortal: (portalId, work) => call(() => store.inPortal(portalId, work)) }),
  };
}

export type Marked = { id: string; markers: string[] };
type Sent = { requestId: string; payload: string };

/** An ERP that keeps a list, so that it can be wrong, and forgets every request id. */
export function createForgetfulErp() {
  const records: Marked[] = [];
  const sends: Sent[] = [];
  const steps = (marker: string, call: <T>(work: () => Promise<T>) => Promise<T>, gate: () => Promise<void>): Steps<Marked> => ({
    marker,
    noun: "the order",
    read: (id) => call(async () => records.find((record) => record.id === id) ?? null),
    findByMarker: () => call(async () => records.find(({ markers }) => markers.includes(marker)) ?? null),
    find: () => Promise.resolve(null),
    isOurs: ({ markers }) => markers.includes(marker),
    payload: async () => () => ({ marker, made: `payload ${sends.length + 1}` }),
    create: (payload, requestId, sending) =>
      call(async () => {
        await sending();
        const id = randomUUID();
        sends.push({ requestId, payload: JSON.stringify(payload) });
        await gate();
        records.push({ id, markers: [marker] });
        return { made: true, id };
      }),
  });
  return { records, sends, steps };
}
