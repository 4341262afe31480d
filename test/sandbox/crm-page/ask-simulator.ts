/** A simulator said no, or cannot be reached; the message is fit for the page. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

type Options = { method?: string; body?: unknown };

/** Calls a simulator's control API and gives its JSON. Throws a Refusal with the vendor's own words. */
export async function askSimulator<T = unknown>(url: string, { method = "GET", body }: Options = {}): Promise<T> {
  const { status, text } = await answerOfSimulator(url, { method, body });
  const answer: unknown = text === "" ? null : JSON.parse(text);
  if (status >= 300) throw new Refusal(status === 404 ? 404 : 400, wordsOf(answer) ?? `The simulator answered ${status}.`);
  return answer as T;
}

/** The same as it comes, whatever its status. */
export async function answerOfSimulator(url: string, { method = "GET", body }: Options = {}): Promise<{ status: number; text: string }> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(url, { method, ...sent }).catch((cause: unknown) => {
    throw new Refusal(502, "The simulator cannot be reached.", { cause });
  });
  return { status: response.status, text: await response.text() };
}

type Complaint = { message?: string; error?: string; Fault?: { Error?: { Message?: string; Detail?: string }[] } };

/** What HubSpot's error bodies, QuickBooks' Fault and the control API each say in words. */
function wordsOf(answer: unknown): string | null {
  const { message, error, Fault } = (answer ?? {}) as Complaint;
  const fault = Fault?.Error?.[0];
  return message ?? fault?.Detail ?? fault?.Message ?? error ?? null;
}
