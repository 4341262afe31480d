import { randomUUID } from "node:crypto";
import type { Sandbox } from "../sandbox.ts";
import { CA_REALM, US_REALM } from "../seed/quickbooks.ts";
import { eventually, type Actors } from "./actors.ts";
import { STORY_DEAL_IDS } from "./expected-deals.ts";

/** One line of the story's table: what must be, and what is. */
export type Check = { what: string; expected: string; got: string };

/** The parts of a DealView that the story looks at; its own words, since the sandbox shares no code with the product. */
export type View = {
  state: string;
  findings: { code: string; level: string; message: string }[];
  failure: { fixBy: string; owner: { email: string | null } | null } | null;
  approval: { reasons: { code: string }[] } | null;
  customer: { id: string | null; name: string; match: string } | null;
  order: { id: string; number: string | null; net: { amount: string; currency: string } } | null;
  invoices: { number: string | null; status: string; total: { amount: string; currency: string } }[];
  totals: { paid: { amount: string }; balance: { amount: string } };
};

/** A rep presses Push on a deal, and the outcome is looked at. */
export async function pushOne(
  sandbox: Sandbox,
  actors: Actors,
  { key, what, expected }: { key: string; what: string; expected: string },
): Promise<Check> {
  const view = await pushAndWatch(actors, STORY_DEAL_IDS[key] ?? "", what);
  return { what, expected, got: outcome(view, sandbox) };
}

/** The deal once the push has come to its end, which most do while the press is answered. */
export async function pushAndWatch(actors: Actors, dealId: string, what: string): Promise<View> {
  const view = await press(actors, `/ui/deals/${dealId}/push`, what);
  return isWhole(view) ? view : settled(actors, dealId, what);
}

/** The deal once no push of it is under way. */
export function settled(actors: Actors, dealId: string, what: string): Promise<View> {
  return eventually(`An outcome for ${what}`, async () => {
    const now = await unlessTooLong(actors.ask<View>("rep", `/ui/deals/${dealId}`));
    return now && isWhole(now) ? now : null;
  });
}

/** The push has ended, and QuickBooks could be asked whose order it is, or what finance has to approve. */
const isWhole = ({ state, order, customer, approval }: View) =>
  state !== "pushing" && (order === null || customer !== null) && (state !== "awaitingApproval" || approval !== null);

function press(actors: Actors, path: string, what: string): Promise<View> {
  const body = { idempotencyKey: randomUUID() };
  return eventually(`A press of Push for ${what}`, () => unlessTooLong(actors.ask<View>("rep", path, { method: "POST", body })));
}

/** HubSpot waits 15 seconds for an answer, which a busy machine may take; the same is asked again then, as a person would. */
function unlessTooLong(answer: Promise<View>): Promise<View | null> {
  return answer.catch((error: unknown) => {
    if (String(error).includes("took too long")) return null;
    throw error;
  });
}

/** "pushed: Hooli (HS 21000000009), 10950.00 USD" or "notReady: productUnmapped". */
export function outcome({ state, order, customer, findings, approval }: View, { quickbooks }: Sandbox): string {
  if (order) {
    const lines = quickbooks.find(order.net.currency === "CAD" ? CA_REALM : US_REALM, "Estimate", order.id)?.Line ?? [];
    const sold = lines.filter(({ DetailType }) => DetailType === "SalesItemLineDetail").length;
    const discount = lines.some(({ DetailType }) => DetailType === "DiscountLineDetail") ? " and a discount" : "";
    return `${state}: ${customer?.name}, ${amount(order.net)}, ${sold} ${sold === 1 ? "line" : "lines"}${discount}`;
  }
  const reasons = state === "awaitingApproval" ? (approval?.reasons ?? []) : findings.filter(({ level }) => level === "error");
  const codes = reasons.map(({ code }) => code);
  return `${state}: ${codes.join(", ")}`;
}

export const amount = (money: { amount: string; currency: string } | undefined) =>
  money ? `${money.amount} ${money.currency}` : "nothing";
