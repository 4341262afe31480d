import { Flex, Statistics, StatisticsItem, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { formatDate } from "tieout-shared/dates.ts";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatMoney } from "tieout-shared/money.ts";
import type { Money } from "tieout-shared/contract.ts";
import { counted } from "tieout-shared/words.ts";
import type { CompanyView } from "./contract.ts";

type Figure = { label: string; amounts: Money[] };

/** The balance, what is overdue and what was not used; when and how late was paid. */
export function Figures({ view }: { view: CompanyView }) {
  const figures = figuresOf(view);
  const currencies = [...new Set(figures.flatMap(({ amounts }) => amounts.map(({ currency }) => currency)))];
  return (
    <Flex direction="column" gap="small">
      {currencies.length > 1 ? <ByCurrency figures={figures} currencies={currencies} /> : <OfOneCurrency figures={figures} />}
      <Text variant="microcopy">{payingIn(view)}</Text>
    </Flex>
  );
}

function figuresOf({ balances, overdue, unapplied, credits }: CompanyView): Figure[] {
  return [
    { label: "Balance", amounts: balances },
    { label: "Overdue", amounts: overdue },
    ...(unapplied.length > 0 ? [{ label: "Unapplied payments", amounts: unapplied }] : []),
    ...(credits.length > 0 ? [{ label: "Unused credits", amounts: credits }] : []),
  ];
}

function OfOneCurrency({ figures }: { figures: Figure[] }) {
  return (
    <Statistics testId="figures">
      {figures.map(({ label, amounts: [amount] }) => (
        <StatisticsItem key={label} label={label} number={amount ? formatMoney(amount) : "None"} />
      ))}
    </Statistics>
  );
}

/** Currencies are never added up, so each has a row. */
function ByCurrency({ figures, currencies }: { figures: Figure[]; currencies: string[] }) {
  return (
    <HeadedTable heads={["Currency", ...figures.map(({ label }) => ({ right: label }))]} flush>
      {currencies.map((currency) => (
        <TableRow key={currency}>
          <TableCell>{currency}</TableCell>
          {figures.map(({ label, amounts }) => {
            const amount = amounts.find((each) => each.currency === currency);
            return (
              <TableCell key={label} align="right">
                {amount ? formatMoney(amount) : "–"}
              </TableCell>
            );
          })}
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function payingIn({ lastPayment, averageDaysLate, daysOverdue }: CompanyView): string {
  const paid = lastPayment ? `Last payment ${formatMoney(lastPayment.amount)} on ${formatDate(lastPayment.date)}.` : "No payment yet.";
  const late =
    averageDaysLate === null ? "" : ` Pays ${averageDaysLate === 0 ? "on time" : `${counted(averageDaysLate, "day")} late`} on average.`;
  const oldest = daysOverdue > 0 ? ` The oldest invoice is ${counted(daysOverdue, "day")} overdue.` : "";
  return `${paid}${late}${oldest} The balance is what is open less unapplied payments and credits.`;
}
