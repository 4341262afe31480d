import { afterAll, beforeAll, beforeEach } from "vitest";
import { handlers } from "../../api/jobs/workers.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { hearBoth } from "./hearing.ts";

const COMPANY = COMPANY_IDS.umbrella;

/** The deal by which the buyer came to QuickBooks. */
export const DEAL = DEAL_IDS.umbrella;

type Subject = { portalId: number; connectionId: string; customerId: string; groups: ("customers" | "contacts")[] };

/** A billing address in QuickBooks. */
export const address = (Line1: string) => ({
  BillAddr: { Line1, City: "Boston", CountrySubDivisionCode: "MA", PostalCode: "02108", Country: "USA" },
});

/** A stage for each file with one buyer whose customer was made; the wire is forgotten before each test. */
export function fieldsStage() {
  let stage: Stage;
  let subject: Subject;
  beforeAll(async () => {
    stage = await startStage();
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
    // Its e-mail address and phone are those of its contact.
    person().patch("companies", COMPANY, { phone: "", tieout_billing_email: "" });
    person().patch("deals", DEAL, { dealstage: "closedwon" });
    await push(stage, DEAL);
    const [link] = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.links.customersOf(`company:${COMPANY}`));
    subject = {
      ...{ portalId: NORTHWIND_PORTAL, connectionId: link?.connectionId ?? "", customerId: link?.externalId ?? "" },
      groups: ["customers", "contacts"],
    };
    await hear();
  }, 300_000);
  afterAll(() => stage?.stop());
  beforeEach(() => forgetWire());

  const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const people = () => stage.sandbox.quickbooks.people;
  const inHubSpot = (property: string) => person().read("companies", COMPANY).properties[property] ?? null;
  const inQuickBooks = () => stage.sandbox.quickbooks.find(US_REALM, "Customer", subject.customerId)!;
  const edit = (fields: object) => people().edit(US_REALM, "Customer", subject.customerId, { ...fields });
  const open = () => stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.conflicts.list({ cursor: null, limit: 100 }));
  const conflicts = async () => (await open()).map(({ field, kind, why }) => `${field}: ${kind}, ${why}`).toSorted();

  function forgetWire(): void {
    for (const { wire } of [stage.sandbox.hubspot, stage.sandbox.quickbooks]) {
      wire.requests.length = 0;
      wire.faults.clear();
    }
  }

  /** What we wrote to either vendor: "hubspot PATCH /crm/…". */
  function writes(): string[] {
    const { hubspot, quickbooks } = stage.sandbox;
    const of = (name: string, { requests }: typeof hubspot.wire) =>
      requests
        .filter(({ method, path }) => method !== "GET" && !/batch\/read|\/search|oauth|query/.test(path))
        .map(({ method, path }) => `${name} ${method} ${path.split("?")[0]}`);
    return [...of("hubspot", hubspot.wire), ...of("quickbooks", quickbooks.wire)].filter((write) => !write.includes("/ui/"));
  }

  const hear = () => hearBoth(stage);

  /** The daily batch. */
  async function daily(kind: "customers" | "contacts" = "customers"): Promise<void> {
    await handlers(stage.tieout.needs)["run-scheduled"]({ portalId: NORTHWIND_PORTAL, kind });
    await hear();
  }

  return {
    ...{ person, inHubSpot, inQuickBooks, edit, open, conflicts, forgetWire, writes, hear, daily },
    later: (minutes: number) => stage.clock.sleep(minutes * 60_000),
    /** Writes to the buyer of the company in HubSpot. */
    editCompany: (properties: Record<string, string>) => person().patch("companies", COMPANY, properties),
    stage: () => stage,
    subject: () => subject,
  };
}
