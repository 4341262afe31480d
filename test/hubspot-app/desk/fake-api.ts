import { vi } from "vitest";
import { wrapped } from "../fake-proxy.ts";

type Options = { method?: string; body?: Record<string, unknown> };
type Call = { method: string; path: string; query: URLSearchParams; body: Record<string, unknown> | undefined };
type Answer = object | Error;
export type Routes = Record<string, Answer | ((call: Call) => Answer | Promise<Answer>)>;

/** A refusal of ours, as HubSpot's proxy hands it to a page. */
export function refusal(status: number, message: string): object {
  return wrapped(status, { error: { code: "refused", message, requestId: "r-1" } });
}

/** A hubspot.fetch that answers by method and path, "GET /ui/me", and keeps a list of its calls. Routes may be changed meanwhile. */
export function fakeApi(routes: Routes) {
  const calls: Call[] = [];
  const fetch = vi.fn(async (address: string, { method = "GET", body }: Options = {}) => {
    const { pathname, searchParams } = new URL(address);
    const call = { method, path: pathname, query: searchParams, body };
    calls.push(call);
    const route = routes[`${method} ${pathname}`];
    if (!route) throw new Error(`The API has no ${method} ${pathname}.`);
    const answer = typeof route === "function" ? await route(call) : route;
    if (answer instanceof Error) throw answer;
    return new Response(JSON.stringify(answer));
  });
  /** The calls that changed something. */
  const sent = () => calls.filter(({ method }) => method !== "GET").map(({ method, path, body }) => [`${method} ${path}`, body]);
  return { fetch, calls, routes, sent };
}
