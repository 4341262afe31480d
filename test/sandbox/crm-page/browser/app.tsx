import type { PageConfig } from "../page-api.ts";
import { CompanyList } from "./pages/company-list.tsx";
import { CompanyRecord } from "./pages/company-record.tsx";
import { DealList } from "./pages/deal-list.tsx";
import { DealRecord } from "./pages/deal-record.tsx";
import { QuickBooks } from "./pages/quickbooks/quickbooks.tsx";
import { Header } from "./parts/header.tsx";
import { useLive } from "./parts/live.ts";
import { PersonProvider } from "./parts/person.tsx";
import { PageLink, useAddress } from "./parts/route.tsx";
import { Shown } from "./parts/shown.tsx";
import { Toasts } from "./parts/toasts.tsx";

/** The CRM page: HubSpot's side and QuickBooks' side. */
export function App() {
  const address = useAddress();
  const [config] = useLive<PageConfig>("/config");
  const isQuickBooks = /^\/(quickbooks|app)\b/.test(address.pathname);
  return (
    <div className={isQuickBooks ? "app quickbooks-side" : "app"}>
      <Shown live={config} what="the portal">
        {(portal) => (
          <PersonProvider config={portal}>
            <Toasts>
              <Header side={isQuickBooks ? "quickbooks" : "hubspot"} path={address.pathname} />
              <main>{isQuickBooks ? <QuickBooks address={address} /> : <HubSpotPage path={address.pathname} />}</main>
            </Toasts>
          </PersonProvider>
        )}
      </Shown>
    </div>
  );
}

// The second form of an address is the one that HubSpot itself links to.
const DEAL = /^\/(?:deals|contacts\/\d+\/record\/0-3)\/(\d+)$/;
const COMPANY = /^\/(?:companies|contacts\/\d+\/record\/0-2)\/(\d+)$/;

function HubSpotPage({ path }: { path: string }) {
  const deal = DEAL.exec(path)?.[1];
  const company = COMPANY.exec(path)?.[1];
  if (deal) return <DealRecord key={deal} id={deal} />;
  if (company) return <CompanyRecord key={company} id={company} />;
  if (path === "/companies") return <CompanyList />;
  if (path === "/" || path === "/deals") return <DealList />;
  return (
    <div className="hs-state">
      <div>
        <h1 className="page-title">There is no such page</h1>
        <PageLink to="/">Back to the deals</PageLink>
      </div>
    </div>
  );
}
