import { useState, type ReactNode } from "react";
import type { DealRow } from "../../page-api.ts";
import { usePerson } from "./person.tsx";
import { goTo, PageLink } from "./route.tsx";

const KEPT_AS = "sandbox-guide";
const HIDDEN = "hidden";

/** What a stranger does first, in four steps. It stays away for as long as the tab lives once it was closed. */
export function Guide({ deals }: { deals: DealRow[] }) {
  const [hidden, setHidden] = useState(sessionStorage.getItem(KEPT_AS) === HIDDEN);
  const deal = deals.findLast(({ stage }) => stage && !stage.isClosed) ?? deals[0];
  if (hidden || !deal) return null;
  const hide = () => {
    sessionStorage.setItem(KEPT_AS, HIDDEN);
    setHidden(true);
  };
  return (
    <section className="guide" aria-label="What to try first">
      <header className="guide-head">
        <h2>Tieout sends won deals from HubSpot to QuickBooks, and the money comes back. Try it:</h2>
        <button type="button" className="hs-button hs-button-secondary hs-button-xs" onClick={hide}>
          Close
        </button>
      </header>
      <ol className="guide-steps">
        <Step title="Open a deal">
          Open <PageLink to={`/deals/${deal.id}`}>{deal.name}</PageLink>. Tieout's card says what QuickBooks would get.
        </Step>
        <Step title="Win it">
          Set its stage to <b>Closed won</b>. Customer and order are made by themselves, or at once when you press <b>Push</b>.
        </Step>
        <Step title="Get paid">
          In <PageLink to="/quickbooks">QuickBooks</PageLink> accept the estimate, make its invoice and receive the payment. The deal shows
          each.
        </Step>
        <Step title="Be finance">
          <FinanceLink /> to approve discounts, map products and mend what stopped.
        </Step>
      </ol>
    </section>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <h3>{title}</h3>
      <p>{children}</p>
    </li>
  );
}

/** The desk is for finance, so whoever goes there becomes finance. */
function FinanceLink() {
  const { config, become } = usePerson();
  const finance = config.users.find(({ kind }) => kind === "finance");
  const go = () => {
    if (finance) become(finance.id);
    goTo("/finance-desk");
  };
  return (
    <button type="button" className="guide-link" onClick={go}>
      Open the Finance desk{finance ? ` as ${finance.firstName}` : ""}
    </button>
  );
}
