import { DEFAULT_FIELD_MAPPING } from "../../api/hubspot/field-mapping.ts";
import { readDeal } from "../../api/hubspot/read-deal.ts";
import { createStageReader } from "../../api/hubspot/stages.ts";
import type { HubSpotRequest } from "../../api/hubspot/transport.ts";
import { scriptHubSpot, type Scripted } from "./scripted-hubspot.ts";

export type Properties = Record<string, string | null>;
export type Linked = { id: string | number; types?: { category: string; typeId: number; label?: string | null }[]; properties: Properties };
type World = {
  deal?: Properties;
  archived?: boolean;
  lines?: Linked[];
  companies?: Linked[];
  contacts?: Linked[];
  quotes?: Linked[];
  /** The lines of each quote, by its id. */
  quoteLines?: Record<string, Linked[]>;
  adjustments?: Partial<Record<"discounts" | "fees" | "taxes", Linked[]>>;
  metadata?: object;
  overrides?: Record<string, (request: HubSpotRequest) => Scripted>;
};

export const PLAIN = [{ category: "HUBSPOT_DEFINED", typeId: 341, label: null }];
const NOW = Temporal.Instant.from("2026-11-23T12:00:00Z");

/** HubSpot names only the kinds of which there are any, with a blank in their names. */
function onDeal({ lines = [], companies = [], contacts = [], quotes = [], adjustments = {} }: World) {
  const kinds = Object.entries({ "line items": lines, companies, contacts, quotes, ...adjustments });
  return Object.fromEntries(kinds.filter(([, linked]) => linked.length > 0).map(([kind, linked]) => [kind, linkedIds(linked)]));
}

/** Of many, a record names some; the others are on further pages. */
const FIRST_PAGE = 100;

function linkedIds(linked: Linked[]) {
  const results = linked.slice(0, FIRST_PAGE).map(({ id }) => ({ id: String(id), type: "any" }));
  return { results, ...(linked.length > FIRST_PAGE && { paging: { next: { after: "more" } } }) };
}

const NO_ADJUSTMENTS = { discounts: [], fees: [], taxes: [] };

/** A HubSpot that holds one deal, 904, with what hangs on it. */
export function hubspotWith(world: World) {
  const kinds = {
    line_items: world.lines ?? [],
    companies: world.companies ?? [],
    contacts: world.contacts ?? [],
    quotes: world.quotes ?? [],
    ...NO_ADJUSTMENTS,
    ...world.adjustments,
  };
  const script: Record<string, (request: HubSpotRequest) => Scripted> = {
    "GET /crm/objects/2026-09/deals/904": () => ({
      body: {
        id: "904",
        properties: { pipeline: "default", dealstage: "won", ...world.deal },
        archived: world.archived ?? false,
        associations: onDeal(world),
      },
    }),
    "GET /crm/pipelines/2026-09/deals": () => ({
      body: { results: [{ id: "default", stages: [{ id: "won", metadata: world.metadata ?? { isClosed: "true", probability: "1.0" } }] }] },
    }),
  };
  for (const [kind, linked] of Object.entries(kinds)) {
    script[`POST /crm/associations/2026-09/deals/${kind}/batch/read`] = () => associationAnswer(linked);
    script[`POST /crm/objects/2026-09/${kind}/batch/read`] = (request) => recordAnswer(linked, request);
  }
  for (const quote of world.quotes ?? []) {
    const associations = { "line items": linkedIds(world.quoteLines?.[quote.id] ?? []) };
    script[`GET /crm/objects/2026-09/quotes/${quote.id}`] = () => ({
      body: { id: String(quote.id), properties: quote.properties, associations },
    });
  }
  const everyLine = [...(world.lines ?? []), ...Object.values(world.quoteLines ?? {}).flat()];
  script["POST /crm/objects/2026-09/line_items/batch/read"] = (request) => recordAnswer(everyLine, request);
  const scripted = scriptHubSpot({ ...script, ...world.overrides });
  let now = NOW;
  const readStage = createStageReader({ clock: { now: () => now, sleep: async () => undefined } });
  const needs = { call: scripted.call, readStage, mapping: DEFAULT_FIELD_MAPPING, routedBy: ["region"], portalId: 1 };
  return {
    requests: scripted.requests,
    read: () => readDeal(needs, "904"),
    pass: (duration: Temporal.DurationLike) => {
      now = now.add(duration);
    },
  };
}

function associationAnswer(linked: Linked[]): Scripted {
  const none = { category: "OBJECT_NOT_FOUND", subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND" };
  if (linked.length === 0) return { body: { status: "COMPLETE", results: [], numErrors: 1, errors: [none] } };
  const to = linked.map(({ id, types }) => ({ toObjectId: id, associationTypes: types ?? PLAIN }));
  return { body: { status: "COMPLETE", results: [{ from: { id: "904" }, to }] } };
}

function recordAnswer(linked: Linked[], { body }: HubSpotRequest): Scripted {
  const asked = new Set((body as { inputs: { id: string }[] }).inputs.map(({ id }) => id));
  const results = linked.filter(({ id }) => asked.has(String(id))).map(({ id, properties }) => ({ id: String(id), properties }));
  return { body: { status: "COMPLETE", results: results.toReversed() } };
}
