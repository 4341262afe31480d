import { Button, ButtonRow, Flex, Text } from "@hubspot/ui-extensions";
import { formatMoney, sumsOf } from "tieout-shared/money.ts";
import { counted } from "tieout-shared/words.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import type { Hold } from "./contract.ts";
import { HoldForm, type GiveAnswer } from "./hold-form.tsx";
import { picksOf } from "./hold-picks.ts";

const PANEL = "several-holds";

type Props = {
  rows: Hold[];
  /** Of one kind, since they get one answer. */
  chosen: Hold[];
  choose: (holds: Hold[]) => void;
  disabled: boolean;
  give: GiveAnswer;
};

/** Orders that are on hold for the same reason, chosen at once to be answered at once. */
export function HoldChoice({ rows, chosen, choose, disabled, give }: Props) {
  const picks = picksOf(rows);
  if (picks.length === 0) return null;
  const orders = counted(chosen.length, "order");
  return (
    <Flex direction="column" gap="small" align="start">
      <ButtonRow>
        {picks.map(({ label, holds }) => (
          <Button key={label} size="xs" testId={`pick ${label}`} disabled={disabled} onClick={() => choose(holds)}>
            {`${label} (${holds.length})`}
          </Button>
        ))}
        {chosen.length > 0 ? (
          <Button size="xs" variant="transparent" onClick={() => choose([])}>
            Select none
          </Button>
        ) : null}
      </ButtonRow>
      {chosen.length > 0 ? (
        <Flex direction="row" gap="small" align="center" wrap>
          <Text>{`${orders} selected: ${sumsOf(chosen.map(({ order }) => order.net))
            .map(formatMoney)
            .join(" + ")}`}</Text>
          <PanelButton id={PANEL} label={`Answer ${orders}`} title={`Answer ${orders}`} variant="primary" disabled={disabled}>
            {() => <HoldForm panelId={PANEL} holds={chosen} give={give} />}
          </PanelButton>
        </Flex>
      ) : (
        <Text variant="microcopy">Orders that are on hold for the same reason can be answered at once.</Text>
      )}
    </Flex>
  );
}
