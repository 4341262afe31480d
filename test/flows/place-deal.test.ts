import { expect, test } from "vitest";
import type { Deal } from "../../api/domain/deal.ts";
import { placeDeal, type Placing } from "../../api/flows/place-deal.ts";
import type { Connection } from "../../api/ports/connections.ts";

const joined = (connectionId: string, state: Connection["state"] = "active") => ({ connectionId, state }) as Connection;
const deal = { pipelineId: "default", currency: "USD", routingProperties: {} } as Deal;
/** Two companies, of which the rules now choose Canada's. */
const placing: Placing = {
  ...{ boundTo: null, wanted: null, companies: [joined("us"), joined("canada")], homeCurrency: "USD" },
  routing: { rules: [], defaultConnectionId: "canada" },
};

test.each<[string, Partial<Placing>, string]>([
  ["goes where the rules say", {}, "canada"],
  ["goes where a workflow wants it", { wanted: "us" }, "us"],
  ["stays where its order is, whatever the rules say by now", { boundTo: "us" }, "us"],
  ["stays where its order is, whatever a workflow wants", { boundTo: "us", wanted: "canada" }, "us"],
  ["waits where its order is in a company that was left", { boundTo: "gone" }, "notConnected"],
  [
    "waits where its order is in a company that is lost",
    { boundTo: "us", companies: [joined("us", "needsReconnect"), joined("canada")] },
    "lost",
  ],
  ["waits where nothing says which", { routing: { rules: [], defaultConnectionId: null } }, "unclear"],
])("a deal %s", (_what, changes, place) => {
  const found = placeDeal({ ...placing, ...changes }, deal);
  expect(found.connection?.connectionId ?? ("why" in found && found.why)).toBe(place);
});
