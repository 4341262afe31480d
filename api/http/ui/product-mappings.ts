import { saveMapping } from "../../flows/save-mapping.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { productMappings } from "../views.ts";

/** `GET /ui/mappings/products` */
export const getProductMappings = uiEndpoint({
  method: "get",
  path: "/ui/mappings/products",
  summary: "Which items each product becomes",
  role: "viewer",
  answer: productMappings,
  run: async (parts, { user }) => ({ products: (await parts.store.inPortal(user.portalId, (tx) => tx.mapping.read())).products }),
});

/** `PUT /ui/mappings/products`: replaces the whole list; waiting deals are tried again. */
export const putProductMappings = uiEndpoint({
  method: "put",
  path: "/ui/mappings/products",
  summary: "Replace the product mapping",
  role: "finance",
  body: productMappings,
  answer: productMappings,
  run: async (parts, { user, body: { products } }) => {
    const saving = { portalId: user.portalId, lists: { products }, what: "Products saved", by: personOf(user), expectedVersion: null };
    return { products: (await saveMapping(parts, saving)).mapping.products };
  },
});
