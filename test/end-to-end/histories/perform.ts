import { lookAtSchedule } from "../../../api/jobs/schedule.ts";
import { QuickBooksFault } from "../../sandbox/quickbooks/fault.ts";
import type { Entity } from "../../sandbox/quickbooks/entity.ts";
import type { Kind } from "../../sandbox/quickbooks/kinds.ts";
import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";
import { faultAt } from "./faults-at.ts";
import type { Scene } from "./scene.ts";
import { PRODUCTS, type Step } from "./steps.ts";
import { workSome } from "./work.ts";

/** What a history needs to know beside both vendors: who the buyers are, and what nobody can see any more. */
export type Story = Scene & {
  buyers: string[];
  deals: string[];
  mapped: Set<number>;
  presses: number;
  /** Deals that a person deleted in HubSpot and nobody merged. */
  deleted: Set<string>;
};

/** The amounts of two deals are never alike, so that no order can be taken for another's. */
const priceOf = (deal: number, large: boolean) => (large ? 60_000 : 1_000) + 37 * deal;

/** Does one step. What the vendors or the product refuse to a person, such as a payment of a paid invoice, does not happen. */
export async function perform(story: Story, step: Step): Promise<void> {
  const { stage } = story;
  const { hubspot, quickbooks } = stage.sandbox;
  const { people } = quickbooks;
  const person = hubspot.portal(NORTHWIND_PORTAL);
  const ask = (who: "admin" | "finance" | "rep", path: string, method: "POST" | "PUT" = "POST", body: object = {}) =>
    stage.actors.ask(who, path, { method, body });
  switch (step.do) {
    case "new deal":
      return newDeal(story, step);
    case "win":
      return ofLiving(story, step.deal, (id) => void person.patch("deals", id, { dealstage: "closedwon" }));
    case "lose":
      return ofLiving(story, step.deal, (id) => void person.patch("deals", id, { dealstage: "closedlost" }));
    case "reopen":
      return ofLiving(story, step.deal, (id) => void person.patch("deals", id, { dealstage: "contractsent" }));
    case "delete deal":
      return ofLiving(story, step.deal, (id) => {
        person.remove("deals", id);
        story.deleted.add(id);
      });
    case "restore deal":
      return pick([...story.deleted], step.deal, (id) => {
        person.restore("deals", id);
        story.deleted.delete(id);
      });
    case "edit":
      return ofLiving(story, step.deal, (id) => {
        const line = person.read("deals", id).associations.line_items?.[0]?.id;
        if (line) person.patch("line_items", line, { quantity: String(step.quantity) });
      });
    case "merge":
      return ofLiving(story, step.deal, (id) =>
        ofLiving(story, step.other, (other) => {
          if (id !== other) story.deals.push(person.merge("deals", id, other).id);
        }),
      );
    case "map":
      story.mapped.add(step.product);
      return saveMapping(story);
    case "unmap":
      story.mapped.delete(step.product);
      return saveMapping(story);
    case "disconnect":
      return void (await ask("admin", "/ui/quickbooks/disconnect"));
    case "reconnect":
      return connect(stage);
    case "approve":
    case "refuse":
      return decide(story, step);
    case "press push":
      story.presses += 1;
      return ofLiving(story, step.deal, async (id) => {
        await ask("rep", `/ui/deals/${id}/push`, "POST", { idempotencyKey: `press-${story.presses}` }).catch(unlessRefused);
      });
    case "edit order":
      return ofBooks(story, "Estimate", step.order, ({ Id, Line = [] }) => {
        const lines = Line.filter(({ DetailType }) => DetailType === "SalesItemLineDetail");
        const [first, ...rest] = lines;
        if (!first) return;
        const Amount = (first.Amount ?? 0) + 11;
        const { UnitPrice: _price, Qty: _quantity, ...detail } = first.SalesItemLineDetail ?? {};
        people.edit(US_REALM, "Estimate", Id, { Line: [{ ...first, Amount, SalesItemLineDetail: detail }, ...rest] });
      });
    case "delete order":
      return ofBooks(story, "Estimate", step.order, ({ Id }) => people.delete(US_REALM, "Estimate", Id));
    case "make invoice":
      return ofBooks(story, "Estimate", step.order, ({ Id }) => people.invoiceFromEstimate(US_REALM, Id));
    case "take payment":
      return ofBooks(story, "Invoice", step.invoice, ({ Id, Balance = 0 }) => {
        if (Balance > 0) people.receivePayment(US_REALM, Id, step.part ? Math.min(5, Balance) : Balance);
      });
    case "void invoice":
      return ofBooks(story, "Invoice", step.invoice, ({ Id }) => people.void(US_REALM, "Invoice", Id));
    case "delete payment":
      return ofBooks(story, "Payment", step.payment, ({ Id }) => people.delete(US_REALM, "Payment", Id));
    case "lose events":
      hubspot.world.webhooks.set({ drop: step.ofHubSpot });
      return void quickbooks.webhooks.configure({ drop: step.ofQuickBooks });
    case "deliver":
      return deliver(stage, step);
    case "fault":
      return faultAt(stage, step);
    case "time":
      quickbooks.clock.advance(step.minutes * 60_000);
      return lookAtSchedule(stage.tieout.needs);
    case "work":
      return workSome(story, step.jobs);
    case "a quiet hour":
      await deliver(stage, { shuffled: false, repeats: 0, legacy: false });
      return workSome(story);
  }
}

/** What waits at both vendors goes out: in any order, several times, in either form. */
export async function deliver({ sandbox: { hubspot, quickbooks } }: Stage, how: { shuffled: boolean; repeats: number; legacy: boolean }) {
  const { webhooks } = hubspot.world;
  webhooks.set({ held: false, shuffle: how.shuffled, repeatOneIn: how.repeats > 0 ? 2 : 0 });
  await hubspot.flushWebhooks(true);
  webhooks.set({ held: true });
  const format = how.legacy ? "legacy" : "cloudevents";
  quickbooks.webhooks.configure({ held: false, shuffled: how.shuffled, repeats: how.repeats, format });
  await quickbooks.webhooks.flush();
  quickbooks.webhooks.configure({ held: true });
}

/** Joins the company (again) through the product's own doors. */
export async function connect({ actors }: Stage): Promise<void> {
  const { url } = await actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await actors.walk(url);
}

export async function saveMapping({ stage, mapped }: Story): Promise<void> {
  const products = [...mapped]
    .toSorted((one, other) => one - other)
    .map((product) => ({ sku: PRODUCTS[product + 1], items: [{ itemId: "3", quantity: "1", share: "1" }] }));
  await stage.actors.ask("finance", "/ui/mappings/products", { method: "PUT", body: { products } });
}

function newDeal(story: Story, { buyer, product, large, won }: Extract<Step, { do: "new deal" }>): void {
  const person = story.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const price = String(priceOf(story.deals.length, large));
  const line = { name: product, hs_sku: product, price, quantity: "1", hs_line_item_currency_code: "USD" };
  const { id: lineId } = person.create("line_items", line);
  const company = story.buyers[buyer % story.buyers.length] ?? "";
  const { id } = person.create(
    "deals",
    {
      dealname: `Deal ${story.deals.length}`,
      pipeline: "default",
      dealstage: won ? "closedwon" : "contractsent",
      closedate: "2026-11-20T15:00:00Z",
      deal_currency_code: "USD",
    },
    [
      { objectType: "companies", id: company },
      { objectType: "line_items", id: lineId },
    ],
  );
  story.deals.push(id);
}

async function decide({ stage }: Story, { do: verb, approval }: Extract<Step, { do: "approve" | "refuse" }>): Promise<void> {
  const { approvals } = await stage.actors.ask<{ approvals: { id: string; dealId: string }[] }>("finance", "/ui/approvals?state=open");
  const open = approvals.toSorted((one, other) => one.dealId.localeCompare(other.dealId));
  await pick(open, approval, async ({ id }) => {
    await stage.actors.ask("finance", `/ui/approvals/${id}/${verb}`, { method: "POST", body: { reason: "So be it." } });
  });
}

async function pick<T>(list: readonly T[], index: number, act: (one: T) => unknown): Promise<void> {
  const chosen = list[index % Math.max(1, list.length)];
  if (chosen !== undefined) await act(chosen);
}

async function ofLiving(story: Story, index: number, act: (dealId: string) => unknown): Promise<void> {
  const living = story.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).list("deals");
  await pick(
    living.map(({ id }) => id),
    index,
    act,
  );
}

/** A document that stands for a deal of ours, or came of one: the people of the books leave the others alone. */
async function ofBooks({ stage, buyers }: Story, kind: Kind, index: number, act: (entity: Entity) => unknown): Promise<void> {
  const { quickbooks } = stage.sandbox;
  const ours = new Set(
    quickbooks.all(US_REALM, "Customer").flatMap(({ Id, Notes }) => (buyers.some((id) => String(Notes).includes(id)) ? [Id] : [])),
  );
  const documents = quickbooks.all(US_REALM, kind).filter(({ CustomerRef }) => ours.has(CustomerRef?.value ?? ""));
  try {
    await pick(documents, index, act);
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
  }
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Error) || !/"code":/.test(error.message)) throw error;
}
