import { hubspot } from "@hubspot/ui-extensions";
import { useCrmProperties } from "@hubspot/ui-extensions/crm";
import { useEffect, useRef, useState } from "react";
import { companySession, type CompanyState } from "./company-session.ts";

/** Our own write-backs on the open record say that the card is out of date. */
const LIVE_PROPERTIES = ["tieout_balance", "tieout_overdue", "tieout_last_payment_date"];

/** The account of one company in QuickBooks, kept fresh while the card is open. */
export function useCompanyView(companyId: string, origin: string): CompanyState {
  const [state, show] = useState<CompanyState>({ state: "loading" });
  const session = useRef<ReturnType<typeof companySession> | null>(null);
  useEffect(() => {
    const opened = companySession({ companyId, origin, fetch: hubspot.fetch, show });
    session.current = opened;
    opened.start();
    return opened.stop;
  }, [companyId, origin]);

  const { properties, isLoading, error } = useCrmProperties(LIVE_PROPERTIES);
  const now = isLoading || error ? null : JSON.stringify(LIVE_PROPERTIES.map((name) => properties[name] ?? null));
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (now === null || now === before.current) return;
    if (before.current !== null) session.current?.look();
    before.current = now;
  }, [now]);
  return state;
}
