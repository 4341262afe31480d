import { useEffect, useRef } from "react";
import type { PageConfig } from "../page-api.ts";
import { AppPage } from "./extension/app-page.tsx";
import { APP_PAGES } from "./extension/platform-host.ts";
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
  useEffect(() => {
    // On the body, since dialogs stand outside the app's own element.
    document.body.className = isQuickBooks ? "quickbooks-side" : "";
    document.title = isQuickBooks ? "QuickBooks, simulated" : "HubSpot, simulated";
  }, [isQuickBooks]);
  return (
    <div className="app">
      <Shown live={config} what="the portal">
        {(portal) => (
          <PersonProvider config={portal}>
            <Toasts>
              <Header side={isQuickBooks ? "quickbooks" : "hubspot"} path={address.pathname} />
              <Main side={isQuickBooks ? "quickbooks" : "hubspot"} address={address} />
            </Toasts>
          </PersonProvider>
        )}
      </Shown>
    </div>
  );
}

type MainProps = { side: "hubspot" | "quickbooks"; address: URL };

/** The page under the bar. It takes the focus when the place changes, or the keyboard would be left on a link that is gone. */
function Main({ side, address }: MainProps) {
  const main = useRef<HTMLElement>(null);
  const place = side === "quickbooks" ? side : isAppPage(address.pathname) ? APP_PAGES : address.pathname;
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current !== place) main.current?.focus();
    shown.current = place;
  }, [place]);
  return (
    <main id="content" ref={main} tabIndex={-1}>
      {side === "quickbooks" ? <QuickBooks address={address} /> : <HubSpotPage address={address} />}
    </main>
  );
}

// The second form of an address is the one that HubSpot itself links to.
const DEAL = /^\/(?:deals|contacts\/\d+\/record\/0-3)\/(\d+)$/;
const COMPANY = /^\/(?:companies|contacts\/\d+\/record\/0-2)\/(\d+)$/;

function isAppPage(path: string): boolean {
  return path === APP_PAGES || path.startsWith(`${APP_PAGES}/`);
}

function HubSpotPage({ address }: { address: URL }) {
  const path = address.pathname;
  const deal = DEAL.exec(path)?.[1];
  const company = COMPANY.exec(path)?.[1];
  if (deal) return <DealRecord key={deal} id={deal} />;
  if (company) return <CompanyRecord key={company} id={company} />;
  if (isAppPage(path)) return <AppPage point="pages" bundleUrl="/assets/finance-desk.js" title="Finance desk" address={address} />;
  if (path === "/settings")
    return <AppPage point="settings" bundleUrl="/assets/settings.js" title="Connected apps: Tieout" address={address} />;
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
