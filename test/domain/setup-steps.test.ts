import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { setupSteps } from "../../api/domain/setup-steps.ts";

const FRESH = { companies: 0, unmappedDeals: 0, orders: 0, settings: DEFAULT_SETTINGS };
const doneOf = (facts: typeof FRESH) => Object.fromEntries(setupSteps(facts).map(({ code, done }) => [code, done]));

test("a fresh installation has all before it but what is done and what HubSpot tells nobody", () => {
  expect(doneOf(FRESH)).toEqual({
    install: true,
    company: false,
    card: null,
    roles: false,
    alerts: false,
    products: true,
    firstPush: false,
    automatic: false,
  });
});

test("a step is done once it is so, and routing is a step only where there is a choice", () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    roles: { "5003": "finance" as const },
    alerts: { slackWebhookUrl: null, emails: ["ops@northwind.example"] },
    automaticPush: true,
  };
  expect(doneOf({ companies: 2, unmappedDeals: 3, orders: 1, settings })).toEqual({
    install: true,
    company: true,
    routing: false,
    card: null,
    roles: true,
    alerts: true,
    products: false,
    firstPush: true,
    automatic: true,
  });
  const routed = { ...settings, routing: { rules: [], defaultConnectionId: "us" } };
  expect(doneOf({ companies: 2, unmappedDeals: 0, orders: 1, settings: routed })).toMatchObject({ routing: true, products: true });
});
