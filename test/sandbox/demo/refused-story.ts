import type { Sandbox } from "../sandbox.ts";
import type { SlackCatcher } from "../slack-catcher.ts";
import { DESK_DEAL_IDS } from "../seed/desk-cases.ts";
import { USERS } from "../seed/hubspot.ts";
import { PRODUCT_IDS } from "../seed/hubspot-products.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import { eventually, type Actors } from "./actors.ts";
import { outcome, pushAndWatch, type Check, type View } from "./watch-deal.ts";

type Say = (line: string) => void;
type Letters = { deadLetters: { id: string; record: { id: string } }[] };

/** QuickBooks refuses the orders of two deals. The cause of one is mended by the story, the other is left for whoever looks. */
export function refuseOrders(sandbox: Sandbox): void {
  refuse(sandbox, {
    dealId: DESK_DEAL_IDS.hanso,
    code: "2500",
    why: "Invalid Reference Id : an item of the order is gone",
    times: Infinity,
  });
  refuse(sandbox, {
    dealId: DESK_DEAL_IDS.bluesun,
    code: "6000",
    why: "Business Validation Error: somebody else is editing this customer",
    times: 1,
  });
}

type Refusal = { dealId: string; code: string; why: string; times: number };

function refuse({ quickbooks }: Sandbox, { dealId, code, why, times }: Refusal): void {
  const Error = [{ Message: "Refused", Detail: why, code, element: "" }];
  quickbooks.wire.faults.add({
    ...{ match: { method: "POST", path: "/estimate\\?", body: dealId }, when: "before", kind: "answer", times },
    answer: { status: 400, body: { Fault: { Error, type: "ValidationFault" } } },
  });
}

/** A push that QuickBooks refuses is on the card and on the desk, and finance takes it on. */
export async function pushInVain(actors: Actors, say: Say): Promise<Check[]> {
  const dealId = DESK_DEAL_IDS.hanso;
  const { state, failure } = await pushAndWatch(actors, dealId, "the deal that QuickBooks refuses");
  const { deadLetters } = await actors.ask<Letters>("finance", "/ui/dead-letters");
  const letters = deadLetters.filter(({ record }) => record.id === dealId);
  await actors.ask("finance", `/ui/dead-letters/${letters[0]?.id}/assign`, { method: "POST", body: { userId: USERS.finance } });
  const taken = await actors.ask<View>("rep", `/ui/deals/${dealId}`);
  say("QuickBooks: the order of Hanso Instruments is refused. The card says so, and finance takes it on.");
  return [
    {
      what: "A push that QuickBooks refuses, on the card",
      expected: "failed, for finance, 1 dead letter",
      got: `${state}, for ${failure?.fixBy}, ${letters.length} dead letter`,
    },
    { what: "Who is on it, on the card", expected: "carla@northwind.example", got: taken.failure?.owner?.email ?? "nobody" },
  ];
}

type Mending = { sandbox: Sandbox; actors: Actors; slack: SlackCatcher; say: Say };

/** The cause is mended, and what it held up goes on by itself: nobody presses anything on the deal. */
export async function mendTheCause({ sandbox, actors, slack, say }: Mending): Promise<Check[]> {
  const alert = await eventually("The alert in Slack", () =>
    slack.posted.find(({ text }) => text.includes("an item of the order is gone")),
  );
  say(`Slack: ${alert.text.split("\n")[0]}`);
  sandbox.quickbooks.wire.faults.clear();
  await mapSeats(sandbox, actors);
  const pushed = await eventually("The push of the mended deal", async () => {
    const now = await actors.ask<View>("rep", `/ui/deals/${DESK_DEAL_IDS.hanso}`);
    return now.state === "pushed" ? now : null;
  });
  say("Tieout: seats are mapped anew, and the order of Hanso Instruments is made by itself.");
  return [
    { what: "People are told in Slack", expected: "stopped", got: /stopped/.exec(alert.text)?.[0] ?? "nothing" },
    {
      what: "The cause mended, it goes on by itself",
      expected: "pushed: Hanso Instruments, 22800.00 USD, 1 line",
      got: outcome(pushed, sandbox),
    },
  ];
}

async function mapSeats({ quickbooks }: Sandbox, actors: Actors): Promise<void> {
  const path = "/ui/mappings/products";
  const { products } = await actors.ask<{ products: object[] }>("finance", path);
  const itemId = quickbooks.all(US_REALM, "Item").find((item) => item["Sku"] === "SEAT-MONTHLY")?.Id ?? "";
  const seats = { productId: PRODUCT_IDS.seat, items: [{ itemId, quantity: "1", share: "1" }] };
  await actors.ask("finance", path, { method: "PUT", body: { products: [...products, seats] } });
}
