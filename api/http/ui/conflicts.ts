import { z } from "zod";
import { choicesOf, sayWhy } from "../../domain/conflict-words.ts";
import { AppError } from "../../domain/errors.ts";
import { FIELD_RULES, sayValue, SYNC_FIELD_NAMES, SYNC_FIELDS } from "../../domain/sync-fields.ts";
import type { SyncSettings } from "../../domain/sync-settings.ts";
import { changeFieldRule, cursorOf, decideAllConflicts, decideConflict } from "../../flows/decide-conflicts.ts";
import type { Crm } from "../../ports/crm.ts";
import type { ErpCustomer } from "../../ports/erp-customer.ts";
import type { KeptConflict } from "../../ports/field-sync.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";

const PAGE = 100;
const text = z.string().nullable();
const side = z.enum(["hubspot", "quickbooks", "both"]);
const field = z.enum(SYNC_FIELD_NAMES);

/** A field of a buyer that HubSpot and QuickBooks hold differently, with what a person may decide. */
const conflictView = z
  .object({
    id: z.string(),
    kind: z.enum(["conflict", "proposal"]),
    field,
    label: z.string(),
    why: z.string(),
    buyer: z.string(),
    record: z.object({ object: z.enum(["company", "contact"]), id: z.string(), url: z.string() }),
    customer: z.object({ id: z.string(), url: text }),
    currency: z.string().length(3),
    hubspot: z.object({ value: text, changedAt: text, changedBy: text }),
    quickbooks: z.object({ value: text, changedAt: text }),
    lastSynced: z.object({ hubspot: text, quickbooks: text }).nullable(),
    since: z.string(),
    rule: z.enum(FIELD_RULES),
    choices: z.array(side),
  })
  .meta({ id: "Conflict" });

/** `GET /ui/conflicts?field&cursor`: what a person has to decide, oldest first, and how many of each field there are. */
export const getConflicts = uiEndpoint({
  method: "get",
  path: "/ui/conflicts",
  summary: "Fields that HubSpot and QuickBooks hold differently",
  role: "finance",
  answer: z.object({
    conflicts: z.array(conflictView).max(PAGE),
    fields: z.array(z.object({ field, label: z.string(), count: z.number().int() })),
    cursor: text,
  }),
  run: async (parts, { user: { portalId }, query }) => {
    const page = parsePage(query);
    const crm = parts.crm(portalId);
    return parts.store.inPortal(portalId, async (tx) => {
      const conflicts = await tx.conflicts.list({ ...page, limit: PAGE });
      const customers = new Map<string, ErpCustomer>();
      const rules = new Map<string, SyncSettings["rules"]>();
      for (const [connectionId, ofCompany] of Map.groupBy(conflicts, (each) => each.connectionId)) {
        rules.set(connectionId, (await tx.settings.of(connectionId)).sync.rules);
        const found = await tx.mirroredCustomers.read(
          connectionId,
          ofCompany.map(({ customerId }) => customerId),
        );
        for (const [id, customer] of found) customers.set(`${connectionId} ${id}`, customer);
      }
      const last = conflicts.length === PAGE ? conflicts.at(-1) : undefined;
      return {
        conflicts: conflicts.map((each) =>
          shown(each, {
            crm,
            rules: rules.get(each.connectionId) ?? {},
            customer: customers.get(`${each.connectionId} ${each.customerId}`),
          }),
        ),
        fields: (await tx.conflicts.counts()).map((each) => ({ ...each, label: SYNC_FIELDS[each.field].label })),
        cursor: last ? cursorOf(last) : null,
      };
    });
  },
});

const Page = z.object({
  field: field.optional(),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z [\w-]+$/)
    .nullable()
    .default(null),
});

function parsePage(query: Record<string, unknown>): { field?: z.infer<typeof field>; cursor: string | null } {
  const page = Page.safeParse(query);
  if (!page.success) throw new AppError("invalid", "field is one that is kept in step, and cursor one of ours.", { code: "invalidQuery" });
  return { cursor: page.data.cursor, ...(page.data.field && { field: page.data.field }) };
}

type Around = { crm: Pick<Crm, "recordUrl">; rules: SyncSettings["rules"]; customer: ErpCustomer | undefined };

function shown(conflict: KeptConflict, { crm, rules, customer }: Around): z.input<typeof conflictView> {
  const { conflictId, kind, field, why, buyer, recordId, currency, customerId, hubspot, quickbooks, synced, openedAt } = conflict;
  const [object, id = ""] = recordId.split(":") as ["company" | "contact", string?];
  return {
    ...{ id: conflictId, kind, field, buyer, currency, label: SYNC_FIELDS[field].label, why: sayWhy(field, why) },
    record: { object, id, url: crm.recordUrl(object, id) },
    customer: { id: customerId, url: customer?.url ?? null },
    hubspot: { value: sayValue(field, hubspot), changedAt: conflict.hubspotAt?.toString() ?? null, changedBy: conflict.hubspotBy },
    quickbooks: { value: sayValue(field, quickbooks), changedAt: conflict.quickbooksAt?.toString() ?? null },
    lastSynced: synced && { hubspot: sayValue(field, synced.hubspot), quickbooks: sayValue(field, synced.quickbooks) },
    since: openedAt.toString(),
    rule: rules[field] ?? SYNC_FIELDS[field].rule,
    choices: choicesOf(conflict),
  };
}

/** `POST /ui/conflicts/:id/take {side}`: "both" lets each system keep its own value until one of them changes. */
export const takeConflict = uiEndpoint({
  method: "post",
  path: "/ui/conflicts/:id/take",
  summary: "Say which value is right",
  role: "finance",
  body: z.object({ side }),
  answer: z.object({ decided: z.string() }),
  run: async (parts, { user, params, body }) => {
    const conflictId = params["id"] ?? "";
    await decideConflict(parts, { portalId: user.portalId, by: personOf(user), conflictId, side: body.side });
    return { decided: conflictId };
  },
});

/** `POST /ui/conflicts/take-all {field, side}` */
export const takeAllConflicts = uiEndpoint({
  method: "post",
  path: "/ui/conflicts/take-all",
  summary: "Say which system is right for every open conflict of a field",
  role: "finance",
  body: z.object({ field, side }),
  answer: z.object({ taken: z.number().int(), left: z.number().int() }),
  run: (parts, { user, body }) => decideAllConflicts(parts, { portalId: user.portalId, by: personOf(user), ...body }),
});

/** `POST /ui/conflicts/:id/change-rule {rule}` */
export const changeConflictRule = uiEndpoint({
  method: "post",
  path: "/ui/conflicts/:id/change-rule",
  summary: "Change the rule of a conflict's field for everybody",
  role: "finance",
  body: z.object({ rule: z.enum(FIELD_RULES) }),
  answer: z.object({ changed: z.string() }),
  run: async (parts, { user, params, body }) => {
    const conflictId = params["id"] ?? "";
    await changeFieldRule(parts, { portalId: user.portalId, by: personOf(user), conflictId, rule: body.rule });
    return { changed: conflictId };
  },
});
