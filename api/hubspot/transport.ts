import { Client } from "@hubspot/api-client";
import { AppError } from "../domain/errors.ts";

/** One call. `body` is sent as JSON, `form` as a form; at most one of them is given. */
export type HubSpotRequest = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string>;
  body?: object;
  form?: Record<string, string>;
  accessToken?: string;
};

/** What came back, whatever the status. `body` is null where there was none or an error page that is not JSON. */
export type HubSpotAnswer = { status: number; headers: Headers; body: unknown };

/** Sends one request and waits for the whole answer. Throws unavailable when there is none in time, or a broken one. */
export type Transport = (request: HubSpotRequest) => Promise<HubSpotAnswer>;

const FORM = "application/x-www-form-urlencoded";

/** HubSpot's own client, for its headers and its URL building alone: tokens, retries and waiting are ours (facts/hubspot.md §8). */
export function createTransport({ apiUrl, timeoutMs = 15_000 }: { apiUrl: string; timeoutMs?: number }): Transport {
  const client = new Client({ basePath: apiUrl.replace(/\/$/, ""), numberOfApiCallRetries: 0 });

  return (request) =>
    withDeadline(timeoutMs, request, async () => {
      const response = await client.apiRequest(toOptions(request));
      return { status: response.status, headers: response.headers, body: parse(await response.text(), response) };
    });
}

function toOptions({ method, path, query, body, form, accessToken }: HubSpotRequest) {
  return {
    method,
    path,
    ...(query && { qs: query }),
    ...(body && { body }),
    ...(form && { body: new URLSearchParams(form).toString(), defaultJson: false }),
    headers: { ...(form && { "Content-Type": FORM }), ...(accessToken && { Authorization: `Bearer ${accessToken}` }) },
  };
}

/** The client cannot abort a call, so a late answer is left to itself. */
async function withDeadline(timeoutMs: number, { method, path }: HubSpotRequest, work: () => Promise<HubSpotAnswer>) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (cause) {
    throw new AppError("unavailable", `HubSpot did not answer ${method} ${path}.`, { code: "hubspotNoAnswer", cause });
  } finally {
    clearTimeout(timer);
  }
}

/** The parser's own error is left behind: it quotes the text it stumbled over, which may be anybody's data. */
function parse(text: string, { ok }: Response): unknown {
  if (text === "") return null;
  const parsed = jsonOrNothing(text);
  if (parsed === undefined && ok) throw new Error("the answer is not JSON");
  return parsed ?? null;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
