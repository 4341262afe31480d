import { hubspot } from "@hubspot/ui-extensions";
import { useCrmProperties } from "@hubspot/ui-extensions/crm";
import { useEffect, useRef, useState } from "react";
import { dealSession, type DealState } from "./deal-session.ts";

/** A change of one of these on the open record changes what the card says: the rep's edits, and our own write-backs. */
const LIVE_PROPERTIES = [
  "dealstage",
  "amount",
  "closedate",
  "deal_currency_code",
  "tieout_payment_terms",
  "tieout_order_date",
  "tieout_contract_start",
  "tieout_contract_end",
  "tieout_billing_frequency",
  "tieout_discount_percent",
  "tieout_discount_amount",
  "tieout_po_number",
  "tieout_state",
  "tieout_order_status",
  "tieout_invoice_status",
  "tieout_balance_due",
];

/** The state of one deal in QuickBooks, kept fresh while the card is open. */
export function useDealView(dealId: string, origin: string): DealState {
  const [state, show] = useState<DealState>({ state: "loading" });
  const session = useRef<ReturnType<typeof dealSession> | null>(null);

  useEffect(() => {
    const opened = dealSession({ dealId, origin, fetch: hubspot.fetch, wait, newKey: () => crypto.randomUUID(), show });
    session.current = opened;
    opened.start();
    return opened.stop;
  }, [dealId, origin]);

  useLiveChange(() => session.current?.refresh());
  return state;
}

/** Calls `changed` when the record's properties change after they were first seen. */
function useLiveChange(changed: () => void) {
  const { properties, isLoading, error } = useCrmProperties(LIVE_PROPERTIES);
  const now = isLoading || error ? null : JSON.stringify(LIVE_PROPERTIES.map((name) => properties[name] ?? null));
  const before = useRef<string | null>(null);

  useEffect(() => {
    if (now === null || now === before.current) return;
    if (before.current !== null) changed();
    before.current = now;
  }, [now]);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
