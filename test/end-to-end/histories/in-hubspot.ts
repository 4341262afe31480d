import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import type { Step } from "./steps.ts";
import { pick, type Acts, type Story } from "./story.ts";

/** The amounts of two deals are never alike, so that no order can be taken for another's. */
const priceOf = (deal: number, large: boolean) => (large ? 60_000 : 1_000) + 37 * deal;

const personOf = ({ stage }: Story) => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);

/** What people do in HubSpot. */
export const IN_HUBSPOT: Acts<
  | "new deal"
  | ("win" | "lose" | "reopen" | "edit" | "merge")
  | ("delete deal" | "restore deal")
  | ("merge companies" | "delete company" | "restore company")
> = {
  "new deal": newDeal,
  win: (story, { deal }) => moveTo(story, deal, "closedwon"),
  lose: (story, { deal }) => moveTo(story, deal, "closedlost"),
  reopen: (story, { deal }) => moveTo(story, deal, "contractsent"),
  edit: (story, { deal, quantity }) =>
    ofDeals(story, deal, (id) => {
      const line = personOf(story).read("deals", id).associations.line_items?.[0]?.id;
      if (line) personOf(story).patch("line_items", line, { quantity: String(quantity) });
    }),
  merge: (story, { deal, other }) => mergeTwo(story, "deals", deal, other),
  "delete deal": (story, { deal }) =>
    ofDeals(story, deal, (id) => {
      personOf(story).remove("deals", id);
      story.deleted.deals.add(id);
    }),
  "restore deal": (story, { deal }) =>
    pick([...story.deleted.deals], deal, (id) => {
      personOf(story).restore("deals", id);
      story.deleted.deals.delete(id);
    }),
  "merge companies": (story, { company, other }) => mergeTwo(story, "companies", company, other),
  "delete company": (story, { company }) =>
    pick(companiesOf(story), company, (id) => {
      personOf(story).remove("companies", id);
      story.deleted.companies.add(id);
    }),
  "restore company": (story, { company }) =>
    pick([...story.deleted.companies], company, (id) => {
      personOf(story).restore("companies", id);
      story.deleted.companies.delete(id);
    }),
};

/** What was merged is merged with nothing else: whether HubSpot then names the first two as well is not known. */
function mergeTwo(story: Story, object: "deals" | "companies", index: number, otherIndex: number): Promise<void> {
  const ids = { deals: story.deals, companies: story.buyers }[object];
  const mergeable = personOf(story)
    .list(object)
    .filter(({ id, properties }) => ids.includes(id) && !properties["hs_merged_object_ids"])
    .map(({ id }) => id);
  return pick(mergeable, index, (id) =>
    pick(mergeable, otherIndex, (other) => {
      if (id !== other) ids.push(personOf(story).merge(object, id, other).id);
    }),
  );
}

const moveTo = (story: Story, deal: number, dealstage: string) =>
  ofDeals(story, deal, (id) => personOf(story).patch("deals", id, { dealstage }));

function newDeal(story: Story, { buyer, product, large, won }: Extract<Step, { do: "new deal" }>): Promise<void> {
  const person = personOf(story);
  return pick(companiesOf(story), buyer, (company) => {
    const price = String(priceOf(story.deals.length, large));
    const line = { name: product, hs_sku: product, price, quantity: "1", hs_line_item_currency_code: "USD" };
    const { id: lineId } = person.create("line_items", line);
    const properties = {
      dealname: `Deal ${story.deals.length}`,
      pipeline: "default",
      dealstage: won ? "closedwon" : "contractsent",
      closedate: "2026-11-20T15:00:00Z",
      deal_currency_code: "USD",
    };
    const ends = [
      { objectType: "companies", id: company },
      { objectType: "line_items", id: lineId },
    ];
    story.deals.push(person.create("deals", properties, ends).id);
  });
}

function ofDeals(story: Story, index: number, act: (dealId: string) => unknown): Promise<void> {
  const living = personOf(story).list("deals");
  return pick(
    living.map(({ id }) => id),
    index,
    act,
  );
}

/** The buyers that are there, in the order in which they came. */
function companiesOf(story: Story): string[] {
  const living = new Set(
    personOf(story)
      .list("companies")
      .map(({ id }) => id),
  );
  return story.buyers.filter((id) => living.has(id));
}
