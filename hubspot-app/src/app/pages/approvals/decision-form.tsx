import { Button, DescriptionList, DescriptionListItem, List, Text, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Approval } from "tieout-shared/contract.ts";
import { formatDecimal, formatMoney } from "tieout-shared/money.ts";
import { DecisionPanel } from "../desk/decision-panel.tsx";
import type { Approvals, Decision } from "./use-approvals.ts";

type Props = { panelId: string; approval: Approval; decide: Approvals["decide"] };

/** Approve or refuse; a refusal says why, since the sales rep has to do something about it. */
export function DecisionForm({ panelId, approval, decide }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const act = (decision: Decision) => {
    if (decision === "refuse" && reason.trim() === "") return setMissing(true);
    closeOverlay(panelId);
    decide(approval, decision, reason);
  };
  return (
    <DecisionPanel
      panelId={panelId}
      answers={
        <>
          <Button variant="primary" testId="approve" onClick={() => act("approve")}>
            Approve
          </Button>
          <Button variant="destructive" testId="refuse" onClick={() => act("refuse")}>
            Refuse
          </Button>
        </>
      }
    >
      <Facts approval={approval} />
      <TextArea
        label="Reason"
        name="reason"
        description="Needed for a refusal. The sales rep sees it on the deal."
        value={reason}
        error={missing && reason.trim() === ""}
        validationMessage={missing && reason.trim() === "" ? "Say why it is refused." : ""}
        onInput={setReason}
        onChange={setReason}
      />
    </DecisionPanel>
  );
}

function Facts({ approval: { company, reasons, net, discountPercent, terms } }: { approval: Approval }) {
  return (
    <>
      <DescriptionList direction="row">
        <DescriptionListItem label="Company">{company}</DescriptionListItem>
        <DescriptionListItem label="Contract, net">{formatMoney(net)}</DescriptionListItem>
        <DescriptionListItem label="Discount">{`${formatDecimal(discountPercent)} %`}</DescriptionListItem>
        <DescriptionListItem label="Terms">{terms ?? "–"}</DescriptionListItem>
      </DescriptionList>
      <List variant="unordered-styled">
        {reasons.map(({ code, message }) => (
          <Text key={`${code} ${message}`}>{message}</Text>
        ))}
      </List>
    </>
  );
}
