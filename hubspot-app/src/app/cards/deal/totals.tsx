import { Statistics, StatisticsItem } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";
import { formatMoney, isZero } from "tieout-shared/money.ts";

/** From the contract to what is still owed. The contract is net; what is invoiced, paid and owed includes tax. */
export function Totals({ view: { totals } }: { view: DealView }) {
  return (
    <Statistics testId="totals">
      <StatisticsItem label="Contract, net" number={formatMoney(totals.contract)} />
      <StatisticsItem label={isZero(totals.tax) ? "Invoiced" : "Invoiced, with tax"} number={formatMoney(totals.invoiced)} />
      <StatisticsItem label="Paid" number={formatMoney(totals.paid)} />
      {isZero(totals.credited) ? null : <StatisticsItem label="Credited" number={formatMoney(totals.credited)} />}
      <StatisticsItem label="Balance due" number={formatMoney(totals.balance)} />
    </Statistics>
  );
}
