import type { Sandbox } from "../sandbox.ts";
import { CA_REALM, US_REALM } from "../seed/quickbooks.ts";
import type { Actors } from "./actors.ts";
import { pushOne, type Check } from "./watch-deal.ts";

type Connections = { connections: { id: string; state: string }[] };

/** A second company in Canada gets the deals in Canadian dollars, taxed by its code and numbered by us; then with prices that include the tax. */
export async function sellInCanada(sandbox: Sandbox, actors: Actors, say: (line: string) => void): Promise<Check[]> {
  const [us, canada] = await joinCanada(sandbox, actors);
  const rules = [{ by: "currency", value: "CAD", connectionId: canada }];
  const numbering = { kind: "sequence", prefix: "NW-", next: 1001 };
  await set(actors, { routing: { rules, defaultConnectionId: us }, numbering });
  const { version } = await actors.ask<{ version: number }>("admin", "/ui/mappings");
  const taxCodes = [{ country: "CA", taxCodeId: "2", exemptTaxCodeId: "4" }];
  await actors.ask("admin", "/ui/mappings", { method: "PUT", body: { version, taxCodes } });
  say("QuickBooks: Sandbox Company CA joined; deals in Canadian dollars go there, with HST and with our numbers.");

  const taxed = { key: "moosejaw", what: "A Canadian deal, taxed by its code", expected: "pushed: Moose Jaw Mills, 11400.00 CAD, 1 line" };
  const gross = {
    key: "loonlake",
    what: "A Canadian deal, tax in its prices",
    expected: "pushed: Loon Lake Outfitters, 10088.50 CAD, 1 line",
  };
  const checks = [await pushOne(sandbox, actors, taxed)];
  await set(actors, { pricesIncludeTax: true });
  checks.push(await pushOne(sandbox, actors, gross));
  await set(actors, { pricesIncludeTax: false });
  const numbers = sandbox.quickbooks.all(CA_REALM, "Estimate").map(({ DocNumber }) => DocNumber);
  return [...checks, { what: "Both numbered by us", expected: "NW-1001, NW-1002", got: numbers.join(", ") }];
}

/** What no rule sends elsewhere stays in the first company, before there is a second. Answers both ids. */
async function joinCanada({ quickbooks }: Sandbox, actors: Actors): Promise<[string, string]> {
  const before = await connectionIds(actors);
  const us = before[0] ?? "";
  await set(actors, { routing: { rules: [], defaultConnectionId: us } });
  quickbooks.people.setPreferences(CA_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
  quickbooks.autoApprove(CA_REALM);
  const { url } = await actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: { confirm: true } });
  await actors.walk(url);
  quickbooks.autoApprove(US_REALM);
  const canada = (await connectionIds(actors)).find((id) => !before.includes(id)) ?? "";
  await actors.ask("admin", "/ui/quickbooks/confirm", { method: "POST", body: { connectionId: canada } });
  return [us, canada];
}

const connectionIds = async (actors: Actors) => (await actors.ask<Connections>("admin", "/ui/quickbooks")).connections.map(({ id }) => id);

const set = (actors: Actors, settings: object) => actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
