import { EmptyState, Flex, Text } from "@hubspot/ui-extensions";
import { LoadedView } from "../desk/loaded-view.tsx";
import { NoticeAlert } from "../desk/notice-alert.tsx";
import { UnmappedTable } from "./unmapped-table.tsx";
import { useUnmapped } from "./use-unmapped.ts";

/** Products that QuickBooks has no item for, with what they hold up. */
export function UnmappedScreen() {
  const inbox = useUnmapped();
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>
        Won deals wait while QuickBooks has no item for one of their products. One approval releases every deal that waits for it.
      </Text>
      <NoticeAlert notice={inbox.work.notice} />
      <LoadedView loaded={inbox.loaded} what="The unmapped products">
        {({ products }) =>
          products.length > 0 ? (
            <UnmappedTable products={products} inbox={inbox} />
          ) : (
            <EmptyState title="Every product has its item" layout="vertical" reverseOrder imageName="target">
              <Text>No deal waits for a product to be mapped.</Text>
            </EmptyState>
          )
        }
      </LoadedView>
    </Flex>
  );
}
