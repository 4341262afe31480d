import { EMPTY_MAPPING } from "../../api/domain/mapping.ts";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import type { Log } from "../../api/ports/log.ts";
import type { Portal } from "../../api/ports/portals.ts";
import type { PortalTx, Store } from "../../api/ports/store.ts";
import type { Tokens } from "../../api/ports/oauth.ts";

const LEFT_NEVER = { uninstalledAt: null, erasedAt: null };

/** A store that knows one portal's row and its tokens, with locks that one caller at a time holds. */
export function createOnePortal(portalId: number, tokens: Tokens | null) {
  const state = {
    portal: "installed" as Portal["state"],
    tokens,
    saved: [] as Tokens[],
    locks: [] as string[],
    buried: [] as string[],
    jobs: [] as string[],
  };
  const tails = new Map<string, Promise<unknown>>();
  const portal: Pick<PortalTx["portal"], "read" | "readTokens" | "saveTokens" | "setState"> = {
    read: async () => ({ portalId, state: state.portal, timeZone: "UTC", currency: "USD", installedBy: 1, scopes: [], ...LEFT_NEVER }),
    readTokens: async () => state.tokens,
    saveTokens: async (fresh) => {
      state.saved.push(fresh);
      state.tokens = fresh;
    },
    setState: async (to) => {
      state.portal = to;
    },
  };
  const mapping: Pick<PortalTx["mapping"], "read"> = { read: async () => ({ ...EMPTY_MAPPING, version: 0 }) };
  const settings: Pick<PortalTx["settings"], "read"> = { read: async () => DEFAULT_SETTINGS };
  const bury: PortalTx["deadLetters"]["bury"] = async ({ cause }) => void state.buried.push(cause);
  const enqueue: PortalTx["enqueue"] = async ({ name }, { startAfterSeconds = 0 } = {}) =>
    void state.jobs.push(`${name} in ${startAfterSeconds} s`);
  const store = {
    inPortal: (id: number, work: (tx: PortalTx) => Promise<unknown>) => {
      if (id !== portalId) throw new Error(`portal ${id} is not this one`);
      return work({ portalId, portal, mapping, settings, deadLetters: { bury }, enqueue } as unknown as PortalTx);
    },
    withLock: (name: string, _: number, work: () => Promise<unknown>) => {
      state.locks.push(name);
      const turn = (tails.get(name) ?? Promise.resolve()).then(work);
      tails.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
  } as unknown as Store;
  return { store, state };
}

/** A log that remembers what was written, to see that nothing secret was. */
export function createMemoryLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { lines, debug: write, info: write, warn: write, error: write };
}
