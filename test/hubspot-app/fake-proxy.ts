import { vi } from "vitest";

type Options = { method?: string; body?: { [key: string]: unknown } };

/** What our API said, as HubSpot's proxy hands it to a card when the status is 300 or more (facts/hubspot.md §2.4). */
export function wrapped(status: number, responseBody: unknown): object {
  return {
    status: "error",
    category: "BAD_GATEWAY",
    message: "Error returned from Request Uri",
    responseBody,
    context: { appServerStatusCode: [String(status)], correlationId: ["proxy-1"] },
  };
}

/** A fetch that keeps a list of its calls and answers each from a list: a body (or its promise), text, or a failure to connect. */
export function fakeProxy(...answers: (object | string | Error | Promise<object>)[]) {
  const calls: { url: string; options: Options | undefined }[] = [];
  const fetch = vi.fn(async (url: string, options?: Options) => {
    calls.push({ url, options });
    const answer = await answers[calls.length - 1];
    if (answer === undefined) throw new Error(`No answer is left for ${url}.`);
    if (answer instanceof Error) throw answer;
    return new Response(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  /** The idempotency keys of the pushes so far. */
  const keys = () => calls.flatMap(({ options }) => (options?.method === "POST" ? [options.body?.["idempotencyKey"]] : []));
  return { fetch, calls, keys };
}
