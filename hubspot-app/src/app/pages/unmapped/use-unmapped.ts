import { useDesk } from "../desk/desk-context.ts";
import { useLoaded, type Loaded } from "../desk/use-loaded.ts";
import { useWork, type Work } from "../desk/use-work.ts";
import type { Released, Unmapped, UnmappedProduct } from "./contract.ts";
import { releasedWords } from "./released-words.ts";

export type UnmappedInbox = {
  loaded: Loaded<Unmapped>;
  work: Work;
  /** One approval maps the product everywhere and releases every deal that waits for it. */
  approve(product: UnmappedProduct, item: { itemId: string; name: string }): void;
};

/** The products that no item is known for. */
export function useUnmapped(): UnmappedInbox {
  const { api } = useDesk();
  const [loaded, { replace }] = useLoaded(() => api.get<Unmapped>("/ui/unmapped", ["products"]));
  const work = useWork();
  return {
    ...{ loaded, work },
    approve: ({ key, name }, item) =>
      void work.run(
        key,
        () => api.send<Released>("POST", "/ui/unmapped/approve", { key, itemId: item.itemId }, ["products", "released"]),
        ({ products, released }) => {
          replace(() => ({ products }));
          return releasedWords(name, item.name, released);
        },
      ),
  };
}
