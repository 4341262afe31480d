import { Text } from "@hubspot/ui-extensions";
import type { Money } from "tieout-shared/contract.ts";
import { formatMoney } from "tieout-shared/money.ts";

/** Amounts of several currencies, one under the other; they are never added up. */
export function MoneyStack({ money }: { money: Money[] }) {
  if (money.length === 0) return <>–</>;
  return (
    <>
      {money.map((each) => (
        <Text key={each.currency}>{formatMoney(each)}</Text>
      ))}
    </>
  );
}
