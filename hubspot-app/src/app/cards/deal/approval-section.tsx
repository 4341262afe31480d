import { Alert, Button, Flex, List, LoadingButton, Text, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Approval } from "tieout-shared/contract.ts";
import { formatInstant } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { DeskLink } from "./desk-link.tsx";
import type { ReadyDealState } from "./ready-deal.tsx";

/** What finance has to approve, since when and why, with the decision for who may make it; or who approved it. */
export function ApprovalSection({ deal, timeZone }: { deal: ReadyDealState; timeZone: string }) {
  const { approval, state, actions } = deal.view;
  if (!approval || approval.state === "refused") return null;
  if (state !== "awaitingApproval") return <Approved approval={approval} timeZone={timeZone} />;
  const asked = approval.requestedBy ? `asked by ${personName(approval.requestedBy)}` : "asked by Tieout, when the deal was won";
  return (
    <Alert title={`Waiting for finance since ${formatInstant(approval.since, timeZone)}`} variant="warning">
      <Flex direction="column" gap="small" align="stretch">
        <Text>{`${formatMoney(approval.net)}, ${asked}. Nothing is sent to QuickBooks before finance has approved:`}</Text>
        <List variant="unordered-styled">
          {approval.reasons.map(({ code, message }) => (
            <Text key={`${code} ${message}`}>{message}</Text>
          ))}
        </List>
        {actions.includes("refuse") ? (
          <Decide deal={deal} />
        ) : (
          <Text variant="microcopy">The push goes on by itself once it is approved.</Text>
        )}
      </Flex>
    </Alert>
  );
}

function Decide({ deal: { view, activity, decide } }: { deal: ReadyDealState }) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const busy = activity === "pushing";
  const lacksReason = missing && reason.trim() === "";
  const given = reason.trim() === "" ? {} : { reason: reason.trim() };
  return (
    <>
      <TextArea
        label="Reason"
        name="reason"
        description="Needed to refuse. The sales rep sees it on the deal."
        value={reason}
        error={lacksReason}
        validationMessage={lacksReason ? "Say why it is refused." : ""}
        onInput={setReason}
        onChange={setReason}
      />
      <Flex direction="row" gap="small" align="center" wrap>
        {view.actions.includes("approve") ? (
          <LoadingButton testId="approve" variant="primary" loading={busy} onClick={() => decide({ path: "approve", body: given })}>
            Approve and push
          </LoadingButton>
        ) : (
          <Text>You asked for this push, so somebody else approves it.</Text>
        )}
        <Button
          testId="refuse"
          variant="destructive"
          disabled={busy}
          onClick={() => (reason.trim() === "" ? setMissing(true) : decide({ path: "refuse", body: given }))}
        >
          Refuse
        </Button>
        <DeskLink screen="approvals">All that waits for approval</DeskLink>
      </Flex>
    </>
  );
}

function Approved({ approval: { decidedBy, decidedAt, reason }, timeZone }: { approval: Approval; timeZone: string }) {
  if (!decidedBy || !decidedAt) return null;
  const said = reason ? `: “${reason}”` : ".";
  return <Text variant="microcopy">{`Approved by ${personName(decidedBy)} on ${formatInstant(decidedAt, timeZone)}${said}`}</Text>;
}

const personName = ({ userId, email }: NonNullable<Approval["requestedBy"]>) => email ?? `user ${userId}`;
