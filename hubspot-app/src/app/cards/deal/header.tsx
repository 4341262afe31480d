import { Box, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { formatInstant } from "tieout-shared/dates.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import type { ReadyDealState } from "./ready-deal.tsx";
import { DEAL_STATES } from "./words.ts";

/** The state in one word and one sentence; how fresh it is; and a way to look again. */
export function Header({ deal, timeZone }: { deal: ReadyDealState; timeZone: string }) {
  const { view, activity, refresh } = deal;
  const words = DEAL_STATES[view.state];
  return (
    <Flex direction="row" justify="between" align="start" gap="medium" wrap>
      <Box flex="initial">
        <Flex direction="column" gap="extra-small" align="start">
          <StatusTagOf tag={words} testId="deal-state" />
          <Text>{words.sentence}</Text>
        </Flex>
      </Box>
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
  );
}
