import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import type { Stage } from "../harness.ts";
import { customersOf } from "./in-quickbooks.ts";
import { PRODUCTS, type Step } from "./steps.ts";
import { pick, type Acts, type Story } from "./story.ts";

type Who = "admin" | "finance" | "rep";

/** A person asks the product for something. */
export const asks = <Answer = unknown>({ stage }: Story, who: Who, path: string, method: "POST" | "PUT" = "POST", body: object = {}) =>
  stage.actors.ask<Answer>(who, path, { method, body });

/** What people do on the card, at the Finance desk and in the settings. */
export const AT_THE_DESK: Acts<
  "map" | "unmap" | "disconnect" | "reconnect" | "set" | "approve" | "refuse" | "tell who it is" | "press push"
> = {
  map(story, { product }) {
    story.mapped.add(product);
    return saveMapping(story);
  },
  unmap(story, { product }) {
    story.mapped.delete(product);
    return saveMapping(story);
  },
  disconnect: (story) => asks(story, "admin", "/ui/quickbooks/disconnect"),
  reconnect: ({ stage }) => connect(stage),
  set: (story, { change }) => set(story, change),
  approve: decide,
  refuse: decide,
  "tell who it is": async (story, { match }) => pick(await openMatches(story), match, (open) => tellWho(story, open)),
  "press push": (story, { deal }) => {
    const living = story.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).list("deals");
    return pick(living, deal, ({ id }) => press(story, id));
  },
};

/** Joins the company (again) through the product's own doors. */
export async function connect({ actors }: Stage): Promise<void> {
  const { url } = await actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await actors.walk(url);
}

export async function saveMapping(story: Story): Promise<void> {
  const products = [...story.mapped]
    .toSorted((one, other) => one - other)
    .map((product) => ({ sku: PRODUCTS[product + 1], items: [{ itemId: "3", quantity: "1", share: "1" }] }));
  await asks(story, "finance", "/ui/mappings/products", "PUT", { products });
}

export async function set(story: Story, change: Partial<Story["set"]>): Promise<void> {
  await asks(story, "admin", "/ui/settings", "PUT", change);
  Object.assign(story.set, change);
}

export async function press(story: Story, dealId: string): Promise<void> {
  story.presses += 1;
  story.asked.add(dealId);
  await asks(story, "rep", `/ui/deals/${dealId}/push`, "POST", { idempotencyKey: `press-${story.presses}` }).catch(unlessRefused);
}

async function decide(story: Story, { do: verb, approval }: Extract<Step, { do: "approve" | "refuse" }>): Promise<void> {
  const path = "/ui/approvals?state=open";
  const { approvals } = await story.stage.actors.ask<{ approvals: { id: string; dealId: string }[] }>("finance", path);
  const open = approvals.toSorted((one, other) => one.dealId.localeCompare(other.dealId));
  await pick(open, approval, async ({ id, dealId }) => {
    story.asked.add(dealId);
    await asks(story, "finance", `/ui/approvals/${id}/${verb}`, "POST", { reason: "So be it." });
  });
}

type Match = { id: string; record: { id: string }; candidates: { customerId: string }[] };

/** The buyers that finance has to tell, in the order of their records. */
export async function openMatches({ stage }: Story): Promise<Match[]> {
  const { matches } = await stage.actors.ask<{ matches: Match[] }>("finance", "/ui/matches?state=open");
  return matches.toSorted((one, other) => one.record.id.localeCompare(other.record.id));
}

/** Finance knows its customers: it is the one made for one of the records that became this buyer, or the likeliest. */
export async function tellWho(story: Story, { id, record, candidates }: Match): Promise<void> {
  const person = story.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const merged = person.list("companies").find((company) => company.id === record.id)?.properties["hs_merged_object_ids"];
  const lineage = [record.id, ...(merged?.split(";") ?? [])];
  const made = customersOf(story).find(({ Notes }) => lineage.some((each) => String(Notes).includes(each)));
  const customerId = made?.Id ?? candidates[0]?.customerId;
  const decision = customerId === undefined ? { path: "new", body: {} } : { path: "link", body: { customerId } };
  await asks(story, "finance", `/ui/matches/${id}/${decision.path}`, "POST", decision.body).catch(unlessRefused);
}

/** What the product refuses to a person, saying why, does not happen. */
export function unlessRefused(error: unknown): void {
  if (!(error instanceof Error) || !/"code":/.test(error.message)) throw error;
}
