import type { Settings } from "./settings.ts";

/** One step from the installation to the first push. `done` is null where HubSpot leaves it to people and tells nobody. */
type SetupStep = {
  code: "install" | "company" | "routing" | "card" | "roles" | "alerts" | "products" | "firstPush" | "automatic";
  label: string;
  who: "admin" | "finance" | "rep" | "HubSpot admin";
  where: string;
  done: boolean | null;
};

/** What the steps are judged by; `companies` are the QuickBooks companies in use. */
type SetupFacts = {
  companies: number;
  unmappedDeals: number;
  orders: number;
  settings: Pick<Settings, "routing" | "roles" | "alerts" | "automaticPush">;
};

/** The way from an installation to deals that push themselves, in its order. */
export function setupSteps({ companies, unmappedDeals, orders, settings }: SetupFacts): SetupStep[] {
  const { routing, roles, alerts, automaticPush } = settings;
  const step = (code: SetupStep["code"], who: SetupStep["who"], where: string, label: string, done: boolean | null) => {
    return { code, label, who, where, done };
  };
  const routed = routing.rules.length > 0 || routing.defaultConnectionId !== null;
  const rule = step("routing", "admin", "Settings, QuickBooks", "Say which QuickBooks company gets which deal", routed);
  return [
    step("install", "HubSpot admin", "Tieout's install link", "Install Tieout in HubSpot", true),
    step("company", "admin", "Settings, QuickBooks", "Connect QuickBooks and confirm that it is the right company", companies > 0),
    ...(companies > 1 ? [rule] : []),
    step("card", "HubSpot admin", "A deal: Customize, +, App", "Add the Tieout card to the record view of deals", null),
    step("roles", "admin", "Settings, Roles", "Give somebody the role finance", Object.values(roles).includes("finance")),
    step(
      "alerts",
      "admin",
      "Settings, Alerts",
      "Say who is told when work stops",
      alerts.slackWebhookUrl !== null || alerts.emails.length > 0,
    ),
    step("products", "finance", "Finance desk, Unmapped", "Map the products that no QuickBooks item stands for", unmappedDeals === 0),
    step("firstPush", "rep", "The Tieout card of a won deal", "Push a first deal and look at its order in QuickBooks", orders > 0),
    step("automatic", "admin", "Settings, Push", "Let won deals be pushed by themselves", automaticPush),
  ];
}
