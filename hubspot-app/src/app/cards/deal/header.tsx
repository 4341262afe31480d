import { Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { formatInstant } from "tieout-shared/dates.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import type { ReadyDealState } from "./ready-deal.tsx";
import { stateWords } from "./words.ts";

/** The state in one word and one sentence; how fresh it is; and a way to look again. */
export function Header({ deal, timeZone }: { deal: ReadyDealState; timeZone: string }) {
  const { view, activity, refresh } = deal;
  const words = stateWords(view);
  return (
    <Flex direction="column" gap="extra-small">
      <Flex direction="row" justify="between" align="center" gap="small" wrap>
        <StatusTagOf tag={words} testId="deal-state" />
        <Flex direction="row" gap="small" align="center">
          <Text variant="microcopy">{`As of ${formatInstant(view.asOf, timeZone)}`}</Text>
          <LoadingButton
            size="xs"
            loading={activity === "refreshing"}
            disabled={activity !== "idle" && activity !== "background"}
            onClick={refresh}
          >
            Refresh
          </LoadingButton>
        </Flex>
      </Flex>
      <Text>{words.sentence}</Text>
    </Flex>
  );
}
