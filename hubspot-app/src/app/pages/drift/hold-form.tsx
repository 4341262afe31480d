import { Alert, Button, DescriptionList, DescriptionListItem, Text, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { formatMoney, sumsOf } from "tieout-shared/money.ts";
import { DecisionPanel } from "../desk/decision-panel.tsx";
import type { Hold, HoldAnswer } from "./contract.ts";
import { isInvoicedInFull } from "./hold-picks.ts";
import { ANSWERS, labelOf, QUESTIONS } from "./hold-words.ts";

export type GiveAnswer = (holds: Hold[], answer: HoldAnswer, reason: string) => void;

/** `holds` are on hold for the same reason; at least one. */
type Props = { panelId: string; holds: Hold[]; give: GiveAnswer };

/** What is asked about an order, or about each of several, and what each answer means. */
export function HoldForm({ panelId, holds, give }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [reason, setReason] = useState("");
  const [hold] = holds;
  if (!hold) return null;
  const answerWith = (answer: HoldAnswer) => {
    closeOverlay(panelId);
    give(holds, answer, reason.trim());
  };
  return (
    <DecisionPanel
      panelId={panelId}
      answers={hold.answers.map((answer, index) => (
        <Button key={answer} variant={index === 0 ? "primary" : "secondary"} testId={answer} onClick={() => answerWith(answer)}>
          {labelOf(answer, hold.why)}
        </Button>
      ))}
    >
      {holds.length === 1 ? <Documents hold={hold} /> : <Several holds={holds} />}
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

function Documents({ hold: { order, invoices } }: { hold: Hold }) {
  return (
    <DescriptionList direction="row">
      <DescriptionListItem label="Order, net">{formatMoney(order.net)}</DescriptionListItem>
      <DescriptionListItem label="Invoices, net">
        {invoices.map(({ number, net }) => `${number}: ${formatMoney(net)}`).join(", ") || "None"}
      </DescriptionListItem>
    </DescriptionList>
  );
}

/** What they come to, and which of them are not like the others: one answer may be wrong for those. */
function Several({ holds }: { holds: Hold[] }) {
  const sum = (money: Hold["order"]["net"][]) => sumsOf(money).map(formatMoney).join(" + ") || "None";
  const others = holds.filter((hold) => hold.why === "invoiced" && !isInvoicedInFull(hold));
  return (
    <>
      <DescriptionList direction="row">
        <DescriptionListItem label={`${holds.length} orders, net`}>{sum(holds.map(({ order }) => order.net))}</DescriptionListItem>
        <DescriptionListItem label="Invoices, net">
          {sum(holds.flatMap(({ invoices }) => invoices.map(({ net }) => net)))}
        </DescriptionListItem>
      </DescriptionList>
      {others.length > 0 ? (
        <Alert title={`Invoiced over another amount than the order: ${others.length} of these`} variant="warning">
          <Text>{others.map(({ order, deal }) => `Order ${order.number}${deal.company ? ` of ${deal.company}` : ""}`).join(", ")}</Text>
        </Alert>
      ) : null}
      <Text>{`Each of the ${holds.length} gets the same answer and the same reason:`}</Text>
    </>
  );
}
