import type { Entity } from "../quickbooks/entity.ts";
import type { Sandbox } from "../sandbox.ts";
import type { SlackCatcher } from "../slack-catcher.ts";
import { NORTHWIND_PORTAL, USERS } from "../seed/hubspot.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { PRODUCT_IDS } from "../seed/hubspot-products.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import { createActors, eventually, type Actors } from "./actors.ts";
import { sellInCanada } from "./canada-story.ts";
import { changeOnBothSides, compareCustomers } from "./conflict-story.ts";
import { billSome, CHANGED_BY_HAND, editByHand } from "./drift-story.ts";
import { STORY_DEAL_IDS } from "./expected-deals.ts";
import { holdOrders } from "./hold-story.ts";
import { pushTheOthers } from "./push-the-others.ts";
import { mendTheCause, pushInVain, refuseOrders } from "./refused-story.ts";
import { amount, outcome, pushOne, settled, type Check, type View } from "./watch-deal.ts";
import { pushByWorkflow } from "./workflow-story.ts";

/** `slack` is where the portal's alerts go. */
type Needs = { sandbox: Sandbox; productUrl: string; slack: SlackCatcher; say(line: string): void };

/** Plays the whole job from an empty product to a paid invoice, then every seed deal; answers what was checked. */
export async function tellStory({ sandbox, productUrl, slack, say }: Needs): Promise<Check[]> {
  const actors = createActors(sandbox.hubspot);
  await install(sandbox, actors, productUrl, say);
  await mapPeople(actors, say);
  const unknownTerms = await pushOne(sandbox, actors, UNKNOWN_TERMS);
  await setLimits(actors, slack, say);
  refuseOrders(sandbox);
  const first = [
    ...(await pushInVain(actors, say)),
    ...(await sellToAcme(sandbox, actors, say)),
    ...(await pushByWorkflow(sandbox, actors, say)),
    unknownTerms,
  ];
  await compareCustomers(actors);
  const others = { sandbox, actors, say };
  const toBeBilled = await pushTheOthers(others, (key) => CHANGED_BY_HAND.includes(key));
  const billed = billSome(sandbox);
  const checks = [
    ...first,
    ...toBeBilled,
    ...(await pushTheOthers(others, (key) => !CHANGED_BY_HAND.includes(key))),
    await approveOne(sandbox, actors, say),
    await sellUntilCancelled(sandbox, actors, say),
    ...(await mendTheCause({ sandbox, actors, slack, say })),
    ...(await sellInCanada(sandbox, actors, say)),
    await sellBelowTheList(sandbox, actors, say),
    ...(await changeOnBothSides(sandbox, actors, say)),
    ...(await editByHand(sandbox, actors, billed, say)),
    ...(await holdOrders(sandbox, actors, say)),
  ];
  await actors.ask("admin", "/ui/sync/run", { method: "POST", body: { what: "payments" } });
  return checks;
}

/** Before terms that are not listed are finance's to approve. */
const UNKNOWN_TERMS = { key: "vogon", what: "Payment terms that nobody knows", expected: "notReady: termsUnknown" };

/** What has no term was not ready; from here on it is billed as a term of twelve months. */
async function sellUntilCancelled(sandbox: Sandbox, actors: Actors, say: Needs["say"]): Promise<Check> {
  await actors.ask("admin", "/ui/settings", { method: "PUT", body: { evergreen: "termed" } });
  say("Settings: what is sold until cancelled is a term of twelve months.");
  const deal = {
    key: "lexcorp",
    what: "The subscription without a term, as twelve months",
    expected: "pushed: Lexcorp Foundry, 11400.00 USD, 1 line",
  };
  return pushOne(sandbox, actors, deal);
}

/** From here on finance has to approve what is unusual, and is told in Slack of what stops. */
async function setLimits(actors: Actors, slack: SlackCatcher, say: Needs["say"]): Promise<void> {
  const approvals = { discountPercentOver: 20, contractOver: "150000", newCustomerOver: "125000", termsNotListed: true };
  await actors.ask("admin", "/ui/settings", {
    method: "PUT",
    body: { approvals, discountAs: "line", alerts: { slackWebhookUrl: slack.url, emails: [] } },
  });
  say("Limits: finance approves discounts over 20 %, contracts over 150,000.00, new customers over 125,000.00 and terms not listed.");
}

async function approveOne(sandbox: Sandbox, actors: Actors, say: Needs["say"]): Promise<Check> {
  const path = `/ui/deals/${STORY_DEAL_IDS["zorin"]}`;
  const { state } = await actors.ask<View>("finance", path);
  if (state === "awaitingApproval")
    await actors.ask("finance", `${path}/approve`, { method: "POST", body: { reason: "Agreed for the first year." } });
  const view = await settled(actors, STORY_DEAL_IDS["zorin"] ?? "", "the approved deal");
  say("Tieout: finance approves the discount of Zorin Freight, and the order is made by itself.");
  return {
    what: "The discount, approved by finance",
    expected: "pushed: Zorin Freight, 34200.00 USD, 1 line",
    got: outcome(view, sandbox),
  };
}

/** The limit comes last, since bundles have prices that no list knows. */
async function sellBelowTheList(sandbox: Sandbox, actors: Actors, say: Needs["say"]): Promise<Check> {
  await actors.ask("admin", "/ui/settings", { method: "PUT", body: { approvals: { priceTolerance: 10 } } });
  say("Limits: finance approves prices that are more than 10 % off the item's.");
  const deal = { key: "spacely", what: "A price far below the item's", expected: "awaitingApproval: priceOffList" };
  return pushOne(sandbox, actors, deal);
}

/** Installs the app, joins QuickBooks, chooses settings and maps products, as an admin would. */
export async function install({ hubspot, quickbooks }: Sandbox, actors: Actors, productUrl: string, say: Needs["say"]): Promise<void> {
  await actors.walk(`${productUrl}/oauth/hubspot/install`);
  hubspot.applyAfterInstall();
  say("HubSpot: Northwind Software installed Tieout; its properties are on deals and companies.");

  const { url } = await actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await actors.walk(url);
  say("QuickBooks: Sandbox Company US joined.");

  const chosen = {
    automaticPush: true,
    goLiveWaiver: "Sandbox: there are no books to protect.",
    settleSeconds: 1,
    dateFormat: "MM/DD/YYYY",
    roles: { [USERS.finance]: "finance" },
  };
  await actors.ask("admin", "/ui/settings", { method: "PUT", body: chosen });
  await actors.ask("admin", "/ui/mappings/products", { method: "PUT", body: { products: mappings(quickbooks) } });
  say('Mapping: "Starter bundle" becomes two items; custom work waits for a person; the rest is found by SKU.');
}

/** The bundle's price is shared 85 to 15 between kit and set-up; custom work is looked at by finance. */
function mappings(quickbooks: Sandbox["quickbooks"]): object[] {
  const itemId = (sku: string) => quickbooks.all(US_REALM, "Item").find((item) => item["Sku"] === sku)?.Id ?? "";
  return [
    {
      productId: PRODUCT_IDS.bundle,
      items: [
        { itemId: itemId("HARDWARE-KIT"), quantity: "1", share: "0.85" },
        { itemId: itemId("SETUP-FEE"), quantity: "1", share: "0.15" },
      ],
    },
    { productId: PRODUCT_IDS.custom, manualReview: true, items: [{ itemId: itemId("CUSTOM-WORK"), quantity: "1", share: "1" }] },
  ];
}

/** The rep of every deal has a code and a class, and makers of machines are a type of customer. */
export async function mapPeople(actors: Actors, say: Needs["say"]): Promise<void> {
  const { version } = await actors.ask<{ version: number }>("admin", "/ui/mappings");
  const owners = [{ ownerId: "71002", repCode: "BO-7", classId: "1" }];
  const industries = [{ industry: "MACHINERY", customerTypeId: "1" }];
  await actors.ask("admin", "/ui/mappings", { method: "PUT", body: { version, owners, industries } });
  say("Mapping: Ben Okafor is rep BO-7 of the class East; makers of machines are customers of the type Manufacturing.");
}

async function sellToAcme({ hubspot, quickbooks }: Sandbox, actors: Actors, say: Needs["say"]): Promise<Check[]> {
  const dealId = DEAL_IDS.acme;
  const rep = hubspot.portal(NORTHWIND_PORTAL);
  const onDeal = (property: string) => rep.read("deals", dealId).properties[property] ?? null;
  const view = () => actors.ask<View>("rep", `/ui/deals/${dealId}`);

  rep.patch("deals", dealId, { dealstage: "closedwon" });
  say("HubSpot: a rep moves “Acme Robotics fleet” to Closed won.");
  await eventually("The order of Acme", () => (onDeal("tieout_state") === "pushed" ? true : null));
  const pushed = await view();
  const order = pushed.order;
  if (!order) throw new Error("The deal says pushed, but the card shows no order.");
  say(
    `QuickBooks: customer ${pushed.customer?.name} (${pushed.customer?.match}) and order ${order.number ?? order.id} over ${amount(order.net)}.`,
  );
  say(`HubSpot: the deal shows order ${onDeal("tieout_order_number")}, ${onDeal("tieout_order_status")}.`);

  quickbooks.people.acceptEstimate(US_REALM, order.id);
  const invoice = quickbooks.people.invoiceFromEstimate(US_REALM, order.id);
  await eventually("The invoice on the deal", () => (onDeal("tieout_invoice_status") === "open" ? true : null));
  const invoiced = await view();
  say(
    `QuickBooks: invoice ${invoice.DocNumber ?? invoice.Id} over ${amount(invoiced.invoices[0]?.total)}; the card shows it ${invoiced.invoices[0]?.status}.`,
  );

  quickbooks.people.receivePayment(US_REALM, invoice.Id);
  await eventually("The payment on the deal", () => (onDeal("tieout_invoice_status") === "paid" ? true : null));
  const paid = await view();
  say(`QuickBooks: the payment is in. The card says ${paid.invoices[0]?.status}.`);

  const customers = quickbooks.all(US_REALM, "Customer").filter(({ DisplayName }) => DisplayName === "Acme Robotics");
  const orders = quickbooks.all(US_REALM, "Estimate").filter(({ CustomerRef }) => CustomerRef?.value === customers[0]?.Id);
  return [
    { what: "Acme: customers in QuickBooks", expected: "1", got: String(customers.length) },
    { what: "Acme: orders in QuickBooks", expected: "1", got: String(orders.length) },
    { what: "Acme: PO number and rep on the order", expected: "AR-2207, BO-7", got: fieldsOf(orders[0]) },
    {
      what: "Acme: class of the order's lines",
      expected: "East",
      got: orders[0]?.Line?.[0]?.SalesItemLineDetail?.ClassRef?.name ?? "none",
    },
    { what: "Acme: type of customer", expected: "Manufacturing", got: customers[0]?.CustomerTypeRef?.name ?? "none" },
    { what: "Acme: order, net", expected: "120000.00 USD", got: amount(order.net) },
    { what: "Acme: deal in HubSpot", expected: "pushed, paid", got: `${onDeal("tieout_state")}, ${onDeal("tieout_invoice_status")}` },
    { what: "Acme: invoice on the card", expected: "paid", got: paid.invoices.map(({ status }) => status).join(", ") },
    { what: "Acme: balance on the card", expected: "0.00", got: paid.totals.balance.amount },
  ];
}

const fieldsOf = (order: Entity | undefined) => (order?.CustomField ?? []).map(({ StringValue }) => StringValue).join(", ");
