import { Accordion, Flex, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatDecimal, formatMoney } from "tieout-shared/money.ts";
import type { DifferingDeal, OrderPreview } from "./contract.ts";

/** The deals whose order a change would have altered, before and after. */
export function DifferingDeals({ deals }: { deals: DifferingDeal[] }) {
  return (
    <>
      {deals.map(({ dealId, name, before, after }, index) => (
        <Accordion key={dealId} title={name} size="sm" defaultOpen={index === 0}>
          <Flex direction="column" gap="small" align="stretch">
            <PreviewTable title="Now" preview={before} />
            <PreviewTable title="With the change" preview={after} />
          </Flex>
        </Accordion>
      ))}
    </>
  );
}

function PreviewTable({ title, preview: { net, lines, terms, details, findings } }: { title: string; preview: OrderPreview }) {
  return (
    <Flex direction="column" gap="extra-small" align="stretch">
      <Text
        format={{ fontWeight: "demibold" }}
      >{`${title}: ${net === null ? "no order" : formatMoney(net)}${terms === null ? "" : `, ${terms}`}`}</Text>
      {lines.length === 0 ? null : (
        <HeadedTable heads={["Item", { right: "Quantity" }, { right: "Unit price" }, { right: "Amount" }]} density="compact" flush>
          {lines.map(({ item, quantity, unitPrice, amount }, index) => (
            <TableRow key={index}>
              <TableCell>{item}</TableCell>
              <TableCell align="right">{formatDecimal(quantity)}</TableCell>
              <TableCell align="right">{formatMoney({ amount: unitPrice, currency: amount.currency })}</TableCell>
              <TableCell align="right">{formatMoney(amount)}</TableCell>
            </TableRow>
          ))}
        </HeadedTable>
      )}
      {[...details, ...findings].map((finding) => (
        <Text key={finding} variant="microcopy">
          {finding}
        </Text>
      ))}
    </Flex>
  );
}
