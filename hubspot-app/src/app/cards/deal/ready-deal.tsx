import { Divider, Flex } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";
import { ApprovalSection } from "./approval-section.tsx";
import { Changes } from "./changes.tsx";
import { CustomerMatch } from "./customer-match.tsx";
import { DealInvoices } from "./deal-invoices.tsx";
import type { DealState } from "./deal-session.ts";
import { DuplicateSection } from "./duplicate-section.tsx";
import { FailureSection } from "./failure-section.tsx";
import { FindingList } from "./finding-list.tsx";
import { Header } from "./header.tsx";
import { NotYet } from "./not-yet.tsx";
import { OrderTable } from "./order-table.tsx";
import { Payments } from "./payments.tsx";
import { PreviewSection } from "./preview-section.tsx";
import { PushSection } from "./push-section.tsx";
import { Totals } from "./totals.tsx";
import { isOnly } from "./words.ts";

export type ReadyDealState = Extract<DealState, { state: "ready" }>;

/** States in which there is no order yet for a reason that has been told. */
const SAYS_ENOUGH = new Set<DealView["state"]>(["notConnected", "pushing"]);

/** All there is to say about a deal, what matters first: status, what to do, money, then the evidence. */
export function ReadyDeal({
  deal,
  origin,
  timeZone,
  portalId,
}: {
  deal: ReadyDealState;
  origin: string;
  timeZone: string;
  portalId: number;
}) {
  const { view } = deal;
  const orders = view.order ? [view.order, ...view.amendments] : view.amendments;
  const inQuickBooks = orders.length > 0 || view.invoices.length > 0;
  return (
    <Flex direction="column" gap="medium">
      <Header deal={deal} timeZone={timeZone} />
      <FailureSection view={view} origin={origin} timeZone={timeZone} />
      <PushSection deal={deal} />
      <ApprovalSection deal={deal} timeZone={timeZone} />
      <DuplicateSection deal={deal} />
      <FindingList findings={findingsBeside(view)} portalId={portalId} />
      <Changes deal={deal} />
      {inQuickBooks ? <Totals view={view} /> : null}
      <OrderTable orders={orders} />
      <DealInvoices invoices={view.invoices} origin={origin} />
      <Payments payments={view.payments} />
      {inQuickBooks || view.preview || view.customer ? <Divider /> : SAYS_ENOUGH.has(view.state) ? null : <NotYet />}
      <CustomerMatch customer={view.customer} />
      <PreviewSection preview={view.preview} collapsed={inQuickBooks} />
    </Flex>
  );
}

/** What has a section of its own is not said twice. */
function findingsBeside({ findings, state, approval, duplicates, failure }: DealView): DealView["findings"] {
  const asked = state === "awaitingApproval" ? (approval?.reasons ?? []).map(({ code }) => code) : [];
  const said = new Set([
    ...asked,
    ...(duplicates.length > 0 ? ["possibleDuplicate"] : []),
    ...(failure && state === "notConnected" ? ["notConnected"] : []),
    ...(state === "notReady" && isOnly("stageNotReady", findings) ? ["stageNotReady"] : []),
  ]);
  return findings.filter(({ code, message }) => !said.has(code) && message !== failure?.message);
}
