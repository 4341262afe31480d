import { Alert, EmptyState, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { formatInstant } from "tieout-shared/dates.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { AgingChart } from "./aging-chart.tsx";
import type { CompanyState } from "./company-session.ts";
import { CustomerList } from "./customer-list.tsx";
import { Figures } from "./figures.tsx";
import { CompanyInvoices } from "./company-invoices.tsx";

export type ReadyCompanyState = Extract<CompanyState, { state: "ready" }>;
type Props = { company: ReadyCompanyState; portalId: number; origin: string; timeZone: string };

/** What a company owes, what matters first: the standing, the figures, how old the debt is, and every invoice. */
export function ReadyCompany({ company, portalId, origin, timeZone }: Props) {
  const { view } = company;
  return (
    <Flex direction="column" gap="medium">
      <Standing company={company} timeZone={timeZone} />
      <Notices company={company} />
      {view.customers.length === 0 ? (
        <EmptyState title="Not a QuickBooks customer yet" imageName="companies" layout="vertical" imageWidth={120}>
          <Text>Once a deal of this company is pushed, or finance links it to a customer, its account shows here.</Text>
        </EmptyState>
      ) : (
        <>
          <Figures view={view} />
          <AgingChart aging={view.aging} />
          <CompanyInvoices company={company} origin={origin} portalId={portalId} />
          <CustomerList customers={view.customers} />
        </>
      )}
    </Flex>
  );
}

function Standing({ company: { view, busy, refresh }, timeZone }: Pick<Props, "company" | "timeZone">) {
  return (
    <Flex direction="row" justify="between" align="center" gap="medium" wrap>
      <StatusTagOf tag={standingOf(view)} testId="standing" />
      <Flex direction="row" gap="small" align="center">
        <Text variant="microcopy">{`As of ${formatInstant(view.asOf, timeZone)}`}</Text>
        <LoadingButton size="xs" loading={busy} disabled={busy} onClick={refresh}>
          Refresh
        </LoadingButton>
      </Flex>
    </Flex>
  );
}

function standingOf({ customers, creditHold, overdue }: ReadyCompanyState["view"]) {
  if (customers.length === 0) return { variant: "default", label: "Not in QuickBooks" } as const;
  if (creditHold) return { variant: "danger", label: "Credit hold" } as const;
  return overdue.length > 0
    ? ({ variant: "warning", label: "Overdue" } as const)
    : ({ variant: "success", label: "In good standing" } as const);
}

function Notices({ company: { view, failure } }: { company: ReadyCompanyState }) {
  return (
    <>
      {failure ? (
        <Alert title="This could not be refreshed" variant="warning">
          {failure.message}
        </Alert>
      ) : null}
      {view.connectionLost ? (
        <Alert title="The connection to QuickBooks is lost" variant="warning">
          The figures are as they were last seen. They go on by themselves once an administrator has connected QuickBooks again.
        </Alert>
      ) : null}
      {view.complete ? null : (
        <Alert title="QuickBooks is still being read" variant="info">
          The figures are not whole yet. They are as soon as every invoice and payment has been read for the first time.
        </Alert>
      )}
      {view.creditHold ? (
        <Alert title="Credit hold" variant="danger">
          More is overdue than your settings allow. Talk to finance before you sell more on account.
        </Alert>
      ) : null}
    </>
  );
}
