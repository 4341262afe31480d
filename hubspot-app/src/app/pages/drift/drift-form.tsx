import { Button, DescriptionList, DescriptionListItem, Text, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { formatMoney } from "tieout-shared/money.ts";
import { DecisionPanel } from "../desk/decision-panel.tsx";
import type { Drift } from "./contract.ts";
import type { DriftList } from "./use-drift.ts";
import { acceptWords, ignoreWords } from "./words.ts";

type Props = { panelId: string; drift: Drift; decide: DriftList["decide"] };

/** Take the document as it stands in QuickBooks, or put the difference aside. */
export function DriftForm({ panelId, drift, decide }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [reason, setReason] = useState("");
  const act = (decision: "accept" | "ignore") => {
    closeOverlay(panelId);
    decide(drift, decision, reason);
  };
  return (
    <DecisionPanel
      panelId={panelId}
      answers={
        <>
          <Button variant="primary" testId="accept" onClick={() => act("accept")}>
            Accept
          </Button>
          <Button testId="ignore" onClick={() => act("ignore")}>
            Put aside
          </Button>
        </>
      }
    >
      <DescriptionList direction="row">
        <DescriptionListItem label="As agreed, net">{formatMoney(drift.agreed)}</DescriptionListItem>
        <DescriptionListItem label="In QuickBooks, net">{drift.found === null ? "–" : formatMoney(drift.found)}</DescriptionListItem>
      </DescriptionList>
      <Text>
        <Text inline format={{ fontWeight: "bold" }}>
          Accept:
        </Text>{" "}
        {acceptWords(drift)}
      </Text>
      <Text>
        <Text inline format={{ fontWeight: "bold" }}>
          Put aside:
        </Text>{" "}
        {ignoreWords(drift)}
      </Text>
      <Text variant="microcopy">Nothing is changed in QuickBooks by either. Your decision is kept in the log.</Text>
      <TextArea label="Reason" name="reason" value={reason} onInput={setReason} onChange={setReason} />
    </DecisionPanel>
  );
}
