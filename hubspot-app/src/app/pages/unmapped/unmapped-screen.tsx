import { Flex, Text } from "@hubspot/ui-extensions";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ListView } from "../desk/list-view.tsx";
import { UnmappedTable } from "./unmapped-table.tsx";
import { useUnmapped } from "./use-unmapped.ts";

const NONE = { title: "Every product has its item", text: "No deal waits for a product to be mapped.", imageName: "target" } as const;

/** Products that QuickBooks has no item for, with what they hold up. */
export function UnmappedScreen() {
  const inbox = useUnmapped();
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>
        Won deals wait while QuickBooks has no item for one of their products. One approval releases every deal that waits for it.
      </Text>
      <NoticeAlert notice={inbox.work.notice} />
      <ListView list={inbox.list} what="The unmapped products" empty={NONE}>
        {(products) => <UnmappedTable products={products} inbox={inbox} />}
      </ListView>
    </Flex>
  );
}
