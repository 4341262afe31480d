import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";
import type { Released, UnmappedProduct } from "./contract.ts";
import { releasedWords } from "./released-words.ts";

export type UnmappedInbox = {
  list: List<UnmappedProduct>;
  work: Work;
  /** One approval maps the product everywhere and releases every deal that waits for it. */
  approve(product: UnmappedProduct, item: { itemId: string; name: string }): void;
};

/** The products that no item is known for. */
export function useUnmapped(): UnmappedInbox {
  const { api } = useDesk();
  const list = useList<UnmappedProduct>("/ui/unmapped", "products");
  const work = useWork();
  return {
    ...{ list, work },
    approve: ({ key, name }, item) =>
      void work.run(
        key,
        () => api.send<Released>("POST", "/ui/unmapped/approve", { key, itemId: item.itemId }, ["products", "released"]),
        ({ products, released }) => {
          list.change(() => products);
          return releasedWords(name, item.name, released);
        },
      ),
  };
}
