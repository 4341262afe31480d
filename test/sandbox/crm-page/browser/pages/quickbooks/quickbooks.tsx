import type { QuickBooksPage } from "../../../page-api.ts";
import { Statistics, StatisticsItem } from "../../components/facts.tsx";
import { Tab, Tabs } from "../../components/tabs.tsx";
import { useLive } from "../../parts/live.ts";
import { goTo } from "../../parts/route.tsx";
import { Shown } from "../../parts/shown.tsx";
import { money } from "../../parts/words.ts";
import { Customers } from "./customers.tsx";
import { Estimates } from "./estimates.tsx";
import { Invoices } from "./invoices.tsx";
import { Payments } from "./payments.tsx";
import { ActContext, useActing } from "./acting.ts";

const TABS = new Set(["invoices", "estimates", "customers", "payments"]);
// QuickBooks' own addresses of single records.
const LINKS: Record<string, string> = { estimate: "estimates", invoice: "invoices", customerdetail: "customers" };

/** The QuickBooks company: what finance does by hand there. */
export function QuickBooks({ address }: { address: URL }) {
  const [live, refresh] = useLive<QuickBooksPage>("/quickbooks");
  const act = useActing(refresh);
  const last = address.pathname.split("/").at(-1) ?? "";
  const shown = LINKS[last] ?? (TABS.has(last) ? last : "invoices");
  const marked = address.searchParams.get("txnId") ?? address.searchParams.get("nameId");
  return (
    <ActContext.Provider value={act}>
      <div className="list-page">
        <Shown live={live} what="QuickBooks">
          {(page) => (
            <>
              <header className="list-head">
                <div>
                  <h1 className="page-title">{page.company}</h1>
                  <p className="page-note">QuickBooks company</p>
                </div>
                <Totals page={page} />
              </header>
              <div className="panel">
                <Tabs selected={shown} onSelectedChange={(tab: string | number) => goTo(`/quickbooks/${tab}`)}>
                  <Tab tabId="invoices" title={`Invoices (${page.invoices.length})`}>
                    <Invoices page={page} marked={marked} />
                  </Tab>
                  <Tab tabId="estimates" title={`Estimates (${page.estimates.length})`}>
                    <Estimates page={page} marked={marked} />
                  </Tab>
                  <Tab tabId="customers" title={`Customers (${page.customers.length})`}>
                    <Customers page={page} marked={marked} />
                  </Tab>
                  <Tab tabId="payments" title={`Payments (${page.payments.length})`}>
                    <Payments page={page} />
                  </Tab>
                </Tabs>
              </div>
            </>
          )}
        </Shown>
      </div>
    </ActContext.Provider>
  );
}

function Totals({ page: { invoices, estimates } }: { page: QuickBooksPage }) {
  const sum = (documents: { currency: string; amount: number }[]) => {
    const byCurrency = Map.groupBy(documents, ({ currency }) => currency);
    const parts = [...byCurrency].map(([currency, list]) =>
      money(
        list.reduce((total, { amount }) => total + amount, 0),
        currency,
      ),
    );
    return parts.join(" + ") || money(0, "USD");
  };
  const owed = invoices.map(({ currency, balance }) => ({ currency, amount: balance }));
  const overdue = invoices.filter(({ status }) => status === "overdue").map(({ currency, balance }) => ({ currency, amount: balance }));
  const pending = estimates.filter(({ status }) => status === "Pending").map(({ currency, total }) => ({ currency, amount: total }));
  return (
    <Statistics>
      <StatisticsItem label="Pending estimates" number={sum(pending)} />
      <StatisticsItem label="Open invoices" number={sum(owed)} />
      <StatisticsItem label="Overdue" number={sum(overdue)} />
    </Statistics>
  );
}
