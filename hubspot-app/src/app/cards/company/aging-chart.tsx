import { BarChart, Flex, Heading } from "@hubspot/ui-extensions";
import type { CompanyView } from "./contract.ts";

const LABELS: Record<CompanyView["aging"][number]["bucket"], string> = {
  current: "Not due",
  "1-30": "1–30 days",
  "31-60": "31–60 days",
  "61-90": "61–90 days",
  "90+": "Over 90 days",
};

/** What is open by how late it is, a bar for each currency. A chart takes numbers: for drawing, not for counting. */
export function AgingChart({ aging }: { aging: CompanyView["aging"] }) {
  if (aging.length === 0) return null;
  const several = new Set(aging.map(({ amount }) => amount.currency)).size > 1;
  const data = aging.map(({ bucket, amount }) => ({ age: LABELS[bucket], open: Number(amount.amount), currency: amount.currency }));
  return (
    <Flex direction="column" gap="small">
      <Heading>Open by age</Heading>
      <BarChart
        data={data}
        axes={{
          x: { field: "age", fieldType: "category", label: "Days overdue" },
          y: { field: "open", fieldType: "linear", label: several ? "Open" : `Open, ${aging[0]?.amount.currency ?? ""}` },
          options: { groupFieldByColor: "currency" },
        }}
        options={{ showLegend: several, showDataLabels: true, showTooltips: true }}
      />
    </Flex>
  );
}
