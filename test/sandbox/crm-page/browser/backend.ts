import type { FetchAnswer } from "./extension/protocol.ts";

/** Asks the page's server. Throws an Error in plain words when it refuses or cannot be reached. */
export async function askBackend<T>(path: string, init?: { method: string; body?: unknown }): Promise<T> {
  const { status, body } = await call(path, init);
  if (status < 300) return JSON.parse(body) as T;
  throw new Error(complaintOf(body) ?? `The sandbox answered ${status}.`);
}

/** The same for an answer that is passed on as it is, whatever its status. */
export async function call(path: string, init?: { method: string; body?: unknown }): Promise<FetchAnswer> {
  const sent = init?.body === undefined ? {} : { body: JSON.stringify(init.body), headers: { "content-type": "application/json" } };
  const response = await fetch(`/backend${path}`, { method: init?.method ?? "GET", ...sent }).catch(() => {
    throw new Error("The sandbox cannot be reached. Is it still running?");
  });
  return { status: response.status, body: await response.text() };
}

function complaintOf(body: string): string | null {
  try {
    const { error } = JSON.parse(body) as { error?: string };
    return error ?? null;
  } catch {
    return null;
  }
}
