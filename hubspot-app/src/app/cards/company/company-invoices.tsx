import { AutoGrid, Flex, Heading, Link, Select, Text } from "@hubspot/ui-extensions";
import { INVOICE_STATUSES, InvoiceTable } from "../invoice-table.tsx";
import type { Filter } from "./company-session.ts";
import type { CompanyInvoice } from "./contract.ts";
import type { ReadyCompanyState } from "./ready-company.tsx";

const ROWS_A_PAGE = 10;
const FILTERS: { label: string; value: Filter }[] = [
  { label: "All invoices", value: "all" },
  ...(["overdue", "open", "partlyPaid", "paid", "credited", "writtenOff", "void"] as const).map((value) => ({
    label: INVOICE_STATUSES[value].label,
    value,
  })),
];

type Props = { company: ReadyCompanyState; origin: string; portalId: number };

/** Every invoice of the company's customers, newest first, those that Tieout did not make too. */
export function CompanyInvoices({ company: { view, filter, choose, loadUntil }, origin, portalId }: Props) {
  return (
    <Flex direction="column" gap="small">
      <Heading>Invoices</Heading>
      <AutoGrid columnWidth={220}>
        <Select
          name="status"
          label="Status"
          options={FILTERS}
          value={filter}
          onChange={(value) => choose(FILTERS.find((each) => each.value === value)?.value ?? "all")}
        />
      </AutoGrid>
      {view.invoiceCount === 0 ? (
        <Text>{filter === "all" ? "No invoices yet." : "No invoice has this status."}</Text>
      ) : (
        <InvoiceTable
          key={filter}
          invoices={view.invoices}
          count={view.invoiceCount}
          rowsAPage={ROWS_A_PAGE}
          loadUntil={loadUntil}
          origin={origin}
          about={(invoice) => <SoldIn invoice={invoice} portalId={portalId} />}
        />
      )}
    </Flex>
  );
}

function SoldIn({ invoice: { dealId }, portalId }: { invoice: CompanyInvoice; portalId: number }) {
  return (
    <Text variant="microcopy">
      {dealId === null ? (
        "Not made by Tieout"
      ) : (
        <Link href={`/contacts/${portalId}/record/0-3/${encodeURIComponent(dealId)}`}>Open its deal</Link>
      )}
    </Text>
  );
}
