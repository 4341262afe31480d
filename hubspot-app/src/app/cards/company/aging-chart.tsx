import { BarChart, Flex, Heading } from "@hubspot/ui-extensions";
import type { CompanyView } from "./contract.ts";

type Aging = CompanyView["aging"];

const LABELS: Record<Aging[number]["bucket"], string> = {
  current: "Not due",
  "1-30": "1–30 days",
  "31-60": "31–60 days",
  "61-90": "61–90 days",
  "90+": "Over 90 days",
};

/** What is open by how late it is. Each currency has a chart of its own, since one axis cannot measure two. */
export function AgingChart({ aging }: { aging: Aging }) {
  const currencies = [...new Set(aging.map(({ amount }) => amount.currency))];
  return currencies.map((currency) => (
    <OneCurrency key={currency} currency={currency} aging={aging.filter(({ amount }) => amount.currency === currency)} />
  ));
}

/** A chart takes numbers: for drawing, not for counting. */
function OneCurrency({ currency, aging }: { currency: string; aging: Aging }) {
  return (
    <Flex direction="column" gap="small">
      <Heading>{`Open by age, ${currency}`}</Heading>
      <BarChart
        data={aging.map(({ bucket, amount }) => ({ age: LABELS[bucket], open: Number(amount.amount) }))}
        axes={{
          x: { field: "age", fieldType: "category", label: "Days overdue" },
          y: { field: "open", fieldType: "linear", label: `Open, ${currency}` },
        }}
        options={{ showLegend: false, showDataLabels: true, showTooltips: true }}
      />
    </Flex>
  );
}
