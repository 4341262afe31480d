import { z } from "zod";

const text = z.string().nullable();

/** A buyer, the customers that it may be, and what was decided. */
export const matchView = z
  .object({
    id: z.string(),
    record: z.object({ object: z.enum(["company", "contact"]), id: z.string(), url: z.string() }),
    connectionId: z.string(),
    currency: z.string().length(3),
    buyer: z.object({ name: z.string(), email: text, phone: text, domain: text, address: text, taxId: text }),
    state: z.enum(["open", "linked", "new"]),
    how: z.enum(["auto", "chosen"]).nullable(),
    deals: z.array(z.object({ id: z.string(), name: z.string() })),
    candidates: z.array(
      z.object({
        customerId: z.string(),
        name: z.string(),
        url: z.string(),
        score: z.number().int(),
        reasons: z.array(z.string()),
        vetoes: z.array(z.string()),
        differences: z.array(z.object({ field: z.string(), here: text, there: text })),
        active: z.boolean(),
        parentName: text,
      }),
    ),
    reasons: z.array(z.string()),
    decidedBy: z.object({ userId: z.number().int(), email: text }).nullable(),
    decidedAt: text,
    undoable: z.boolean(),
  })
  .meta({ id: "Match" });
