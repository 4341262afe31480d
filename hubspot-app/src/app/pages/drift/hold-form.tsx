import { Button, DescriptionList, DescriptionListItem, Text, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { formatMoney } from "tieout-shared/money.ts";
import { DecisionPanel } from "../desk/decision-panel.tsx";
import type { Hold, HoldAnswer } from "./contract.ts";
import { ANSWERS, labelOf, QUESTIONS } from "./hold-words.ts";
import type { HoldList } from "./use-holds.ts";

type Props = { panelId: string; hold: Hold; decide: HoldList["decide"] };

/** What is asked about an order, and what each answer means. */
export function HoldForm({ panelId, hold, decide }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [reason, setReason] = useState("");
  const give = (answer: HoldAnswer) => {
    closeOverlay(panelId);
    decide(hold, answer, reason);
  };
  return (
    <DecisionPanel
      panelId={panelId}
      answers={hold.answers.map((answer, index) => (
        <Button key={answer} variant={index === 0 ? "primary" : "secondary"} testId={answer} onClick={() => give(answer)}>
          {labelOf(answer, hold.why)}
        </Button>
      ))}
    >
      <DescriptionList direction="row">
        <DescriptionListItem label="Order, net">{formatMoney(hold.order.net)}</DescriptionListItem>
        <DescriptionListItem label="Invoices, net">
          {hold.invoices.map(({ number, net }) => `${number}: ${formatMoney(net)}`).join(", ") || "None"}
        </DescriptionListItem>
      </DescriptionList>
      <Text>{QUESTIONS[hold.why]}</Text>
      {hold.answers.map((answer) => (
        <Text key={answer}>
          <Text inline format={{ fontWeight: "bold" }}>
            {`${labelOf(answer, hold.why)}:`}
          </Text>{" "}
          {ANSWERS[answer].means(hold.why)}
        </Text>
      ))}
      <Text variant="microcopy">
        Nothing is changed in QuickBooks by any of these, and Tieout makes no invoices: they are made there. Your answer is kept in the log.
      </Text>
      <TextArea label="Reason" name="reason" value={reason} onInput={setReason} onChange={setReason} />
    </DecisionPanel>
  );
}
