import { z } from "zod";
import { approveUnmapped, listUnmapped } from "../../flows/unmapped-inbox.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { money } from "../views.ts";

const suggestion = z.object({
  itemId: z.string(),
  name: z.string(),
  sku: z.string().nullable(),
  unitPrice: z.string().nullable(),
  score: z.number().int().min(0).max(100),
  reasons: z.array(z.string()),
});

/** A product that no item stands for, and what waits for it. */
export const unmappedProduct = z
  .object({
    key: z.string(),
    productId: z.string().nullable(),
    sku: z.string().nullable(),
    name: z.string(),
    dealCount: z.number().int().positive(),
    money: z.array(money),
    oldest: z.iso.datetime({ offset: true }).nullable(),
    deals: z.array(z.object({ id: z.string(), name: z.string() })).max(100),
    suggestions: z.array(suggestion),
  })
  .meta({ id: "UnmappedProduct" });

const PAGE = 100;

/** What an approval released, and what is left. */
export const released = z.object({ released: z.number().int().min(0), products: z.array(unmappedProduct).max(PAGE) });

type Product = Awaited<ReturnType<typeof listUnmapped>>[number];
const viewOf = ({ deals, ...rest }: Product) => ({ ...rest, dealCount: deals.length, deals: deals.slice(0, PAGE) });

/** `GET /ui/unmapped`: the products that deals wait for, those with most deals first; `?cursor` goes on. */
export const getUnmapped = uiEndpoint({
  method: "get",
  path: "/ui/unmapped",
  summary: "Products that no item stands for yet, the deals that wait for them, and the items that they may be",
  role: "finance",
  answer: z.object({ products: z.array(unmappedProduct).max(PAGE), cursor: z.string().nullable() }),
  async run(parts, { user, query }) {
    const start = z.coerce.number().int().min(0).catch(0).parse(query["cursor"]);
    const all = await listUnmapped(parts, user.portalId);
    return { products: all.slice(start, start + PAGE).map(viewOf), cursor: all.length > start + PAGE ? String(start + PAGE) : null };
  },
});

/** `POST /ui/unmapped/approve`: one approval maps the product and releases every deal that waits for it. */
export const postApproveUnmapped = uiEndpoint({
  method: "post",
  path: "/ui/unmapped/approve",
  summary: "Map a product to an item, and have the deals that wait for it pushed",
  role: "finance",
  body: z.object({ key: z.string().min(1), itemId: z.string().min(1) }).strict(),
  answer: released,
  async run(parts, { user, body }) {
    const approved = await approveUnmapped(parts, { portalId: user.portalId, by: personOf(user), ...body });
    return { released: approved.released, products: (await listUnmapped(parts, user.portalId)).slice(0, PAGE).map(viewOf) };
  },
});
