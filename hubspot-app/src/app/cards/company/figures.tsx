import { Flex, Statistics, StatisticsItem, Text } from "@hubspot/ui-extensions";
import { formatDate } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import type { Money } from "tieout-shared/contract.ts";
import { counted } from "tieout-shared/words.ts";
import type { CompanyView } from "./contract.ts";

/** The balance, what is overdue and what was not used, each in every currency it is in; when and how late was paid. */
export function Figures({ view }: { view: CompanyView }) {
  return (
    <Flex direction="column" gap="small">
      <Statistics testId="figures">
        <StatisticsItem label="Balance" number={inWords(view.balances)} />
        <StatisticsItem label="Overdue" number={inWords(view.overdue)} />
        {view.unapplied.length > 0 ? <StatisticsItem label="Unapplied payments" number={inWords(view.unapplied)} /> : null}
        {view.credits.length > 0 ? <StatisticsItem label="Unused credits" number={inWords(view.credits)} /> : null}
      </Statistics>
      <Text variant="microcopy">{payingIn(view)}</Text>
    </Flex>
  );
}

function inWords(amounts: Money[]): string {
  return amounts.length === 0 ? "–" : amounts.map(formatMoney).join(" · ");
}

function payingIn({ lastPayment, averageDaysLate, daysOverdue }: CompanyView): string {
  const paid = lastPayment ? `Last payment ${formatMoney(lastPayment.amount)} on ${formatDate(lastPayment.date)}.` : "No payment yet.";
  const late =
    averageDaysLate === null ? "" : ` Pays ${averageDaysLate === 0 ? "on time" : `${counted(averageDaysLate, "day")} late`} on average.`;
  const oldest = daysOverdue > 0 ? ` The oldest invoice is ${counted(daysOverdue, "day")} overdue.` : "";
  return `${paid}${late}${oldest} The balance is what is open less unapplied payments and credits.`;
}
