import { z } from "zod";
import type { BuyerField, FieldChange } from "../ports/crm.ts";
import { propertiesOfField } from "./buyer-properties.ts";
import type { CallHubSpot } from "./client.ts";
import type { FieldMapping } from "./field-mapping.ts";

const version = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  sourceType: z.string().nullish(),
  updatedByUserId: z.number().int().nullish(),
});
const historyAnswer = z.object({ propertiesWithHistory: z.record(z.string(), z.array(version)).nullish() });
const PATHS = { company: "companies", contact: "contacts" } as const;

/** When each field was last changed, by the history of its properties; a field that never was is left out. */
export async function readFieldChanges(
  call: CallHubSpot,
  mapping: FieldMapping,
  { object, id }: { object: "company" | "contact"; id: string },
  fields: readonly BuyerField[],
): Promise<Map<BuyerField, FieldChange>> {
  const properties = new Map(fields.map((field) => [field, propertiesOfField(mapping, field)]));
  const { propertiesWithHistory } = await call(historyAnswer, {
    method: "GET",
    path: `/crm/objects/2026-09/${PATHS[object]}/${encodeURIComponent(id)}`,
    query: { propertiesWithHistory: [...new Set([...properties.values()].flat())].join(",") },
  });
  return new Map(
    [...properties].flatMap(([field, names]): [BuyerField, FieldChange][] => {
      const versions = names
        .flatMap((name) => propertiesWithHistory?.[name] ?? [])
        .map((each) => ({ ...each, at: Temporal.Instant.from(each.timestamp) }));
      const last = versions.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)).at(-1);
      return last ? [[field, { at: last.at, by: whoOf(last) }]] : [];
    }),
  );
}

function whoOf({ sourceType, updatedByUserId }: z.infer<typeof version>): string {
  if (updatedByUserId != null) return `HubSpot user ${updatedByUserId}`;
  return sourceType ? `HubSpot, ${sourceType.toLowerCase().replaceAll("_", " ")}` : "HubSpot";
}
