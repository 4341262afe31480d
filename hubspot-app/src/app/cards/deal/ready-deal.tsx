import { Divider, Flex } from "@hubspot/ui-extensions";
import { Changes } from "./changes.tsx";
import { CustomerMatch } from "./customer-match.tsx";
import type { DealState } from "./deal-session.ts";
import { FindingList } from "./finding-list.tsx";
import { Header } from "./header.tsx";
import { InvoiceTable } from "./invoice-table.tsx";
import { NotYet } from "./not-yet.tsx";
import { OrderTable } from "./order-table.tsx";
import { PreviewSection } from "./preview-section.tsx";
import { PushSection } from "./push-section.tsx";
import { Totals } from "./totals.tsx";

export type ReadyDealState = Extract<DealState, { state: "ready" }>;

/** All there is to say about a deal, what matters first: status, what to do, money, then the evidence. */
export function ReadyDeal({ deal, timeZone }: { deal: ReadyDealState; timeZone: string }) {
  const { view } = deal;
  const orders = view.order ? [view.order, ...view.amendments] : view.amendments;
  const inQuickBooks = orders.length > 0 || view.invoices.length > 0;
  return (
    <Flex direction="column" gap="medium">
      <Header deal={deal} timeZone={timeZone} />
      <PushSection deal={deal} />
      <FindingList findings={view.findings} />
      <Changes changes={view.changes} />
      {inQuickBooks ? <Totals view={view} /> : null}
      <OrderTable orders={orders} />
      <InvoiceTable invoices={view.invoices} />
      {inQuickBooks || view.preview || view.customer ? <Divider /> : <NotYet state={view.state} />}
      <CustomerMatch customer={view.customer} />
      <PreviewSection preview={view.preview} collapsed={inQuickBooks} />
    </Flex>
  );
}
