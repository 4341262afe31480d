import type { Deal } from "../domain/deal.ts";
import { readAssociations, type Association } from "./associations.ts";
import type { CallHubSpot } from "./client.ts";
import type { FieldMapping } from "./field-mapping.ts";
import {
  companyProperties,
  CONTACT_PROPERTIES,
  dealProperties,
  LINE_PROPERTIES,
  stageOf,
  toCompany,
  toContact,
  toDeal,
  toLines,
} from "./mapping.ts";
import { BESIDE_LINES, readQuoteAndAdjustments } from "./quotes.ts";
import { missingProperties } from "./missing-properties.ts";
import { associatedIds, readRecord, readRecords, type HubSpotRecord } from "./records.ts";
import type { ReadStage } from "./stages.ts";

type Needs = { call: CallHubSpot; readStage: ReadStage; mapping: FieldMapping; routedBy: string[]; portalId: number };

/** What a deal is worth and whose it is hangs on these. */
type Kind = "line_items" | "companies" | "contacts";
const KINDS: Kind[] = ["line_items", "companies", "contacts"];

/**
 * Reads a deal with its stage, lines, companies, contacts, accepted quote and adjustments. Throws notFound when it is gone or archived, and unavailable
 * when a part of it could not be read: half a deal is never answered.
 */
export async function readDeal({ call, readStage, mapping, routedBy, portalId }: Needs, dealId: string): Promise<Deal> {
  const deal = await readRecord(call, "deals", dealId, [...dealProperties(mapping), ...routedBy], [...KINDS, ...BESIDE_LINES]);
  const { pipelineId, stageId } = stageOf(deal);

  const [stage, lines, companies, contacts, beside] = await Promise.all([
    readStage(call, portalId, pipelineId, stageId),
    readAssociated(call, deal, "line_items", LINE_PROPERTIES),
    readAssociated(call, deal, "companies", companyProperties(mapping)),
    readAssociated(call, deal, "contacts", CONTACT_PROPERTIES),
    readQuoteAndAdjustments(call, deal),
  ]);
  return toDeal(
    {
      deal,
      stage,
      lines: toLines(lines.map(({ record }) => record)),
      companies: companies.map(({ record, association }) => toCompany(record, association, mapping)),
      contacts: contacts.map(({ record, association }) => toContact(record, association)),
      ...beside,
      routingProperties: Object.fromEntries(routedBy.map((property) => [property, deal.properties[property] ?? null])),
      missingProperties: [
        ...missingProperties(mapping, "deal", deal),
        ...companies.flatMap(({ record }) => missingProperties(mapping, "company", record)),
      ],
    },
    mapping,
  );
}

type Associated = { record: HubSpotRecord; association: Association };

async function readAssociated(call: CallHubSpot, deal: HubSpotRecord, kind: Kind, properties: string[]): Promise<Associated[]> {
  const associations = await associationsOf(call, deal, kind);
  const ids = associations.map(({ id }) => id);
  const records = new Map((await readRecords(call, kind, ids, properties)).map((record) => [record.id, record]));
  return associations.flatMap((association) => {
    const record = records.get(association.id);
    return record ? [{ record, association }] : [];
  });
}

/** The ids come with the deal. Labels take a call more, so they are asked for only where they choose between several (RULES §1); lines have none. */
async function associationsOf(call: CallHubSpot, deal: HubSpotRecord, kind: Kind): Promise<Association[]> {
  const { ids, all } = associatedIds(deal, kind);
  const chosenByLabel = kind !== "line_items" && ids.length > 1;
  return all && !chosenByLabel ? ids.map((id) => ({ id, labels: [], primary: false })) : readAssociations(call, deal.id, kind);
}
