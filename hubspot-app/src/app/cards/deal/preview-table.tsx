import { Flex, TableCell, TableFooter, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import type { DealView, Money, PreviewLine } from "tieout-shared/contract.ts";
import { formatPeriod } from "tieout-shared/dates.ts";
import { HeadedTable, type Head } from "tieout-shared/headed-table.tsx";
import { compareMoney, formatDecimal, formatMoney, isZero, withoutSign, withPlacesOf } from "tieout-shared/money.ts";

type Preview = NonNullable<DealView["preview"]>;

/** Each line exactly as QuickBooks has it or would have it, the net, and how that stands to the deal's amount. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const hasDiscount = preview.lines.some(({ discount }) => discount !== null);
  const discounted: Head[] = hasDiscount ? [{ right: "List price" }, "Discount"] : [];
  const heads: Head[] = ["Item", "Service dates", { right: "Quantity" }, ...discounted, { right: "Unit price" }, { right: "Amount" }];
  return (
    <Flex direction="column" gap="extra-small">
      <HeadedTable heads={heads} flush footer={<Sum net={preview.net} columns={heads.length} />}>
        {preview.lines.map((line, index) => (
          <PreviewRow key={index} line={line} hasDiscount={hasDiscount} />
        ))}
      </HeadedTable>
      {agrees(preview) ? (
        <Text variant="microcopy">{`The deal's amount is ${formatMoney(preview.net)} too: both agree to the cent.`}</Text>
      ) : (
        <>
          <Text format={{ fontWeight: "demibold" }}>{differenceInWords(preview)}</Text>
          {preview.differenceReason ? <Text>{preview.differenceReason}</Text> : null}
        </>
      )}
    </Flex>
  );
}

function Sum({ net, columns }: { net: Money; columns: number }) {
  return (
    <TableFooter>
      <TableRow>
        <TableHeader>Net, before tax</TableHeader>
        {Array.from({ length: columns - 2 }, (_, index) => (
          <TableHeader key={index}>{""}</TableHeader>
        ))}
        <TableHeader align="right">{formatMoney(net)}</TableHeader>
      </TableRow>
    </TableFooter>
  );
}

function PreviewRow({ line, hasDiscount }: { line: PreviewLine; hasDiscount: boolean }) {
  const price = (amount: string) => formatMoney(withPlacesOf(line.amount, amount));
  return (
    <TableRow>
      <TableCell>
        <Text format={{ fontWeight: "demibold" }}>{line.item}</Text>
        {line.description === "" ? null : <Text variant="microcopy">{line.description}</Text>}
      </TableCell>
      <TableCell>{formatPeriod(line.serviceStart, line.serviceEnd) ?? "–"}</TableCell>
      <TableCell align="right">{formatDecimal(line.quantity)}</TableCell>
      {hasDiscount ? <TableCell align="right">{line.listUnitPrice === null ? "–" : price(line.listUnitPrice)}</TableCell> : null}
      {hasDiscount ? <TableCell>{line.discount ?? "–"}</TableCell> : null}
      <TableCell align="right">{price(line.unitPrice)}</TableCell>
      <TableCell align="right">{formatMoney(line.amount)}</TableCell>
    </TableRow>
  );
}

function agrees({ net, dealAmount }: Preview): boolean {
  return dealAmount !== null && dealAmount.currency === net.currency && compareMoney(net, dealAmount) === 0;
}

/** The lines decide what is sent; the deal's amount is only compared. The sign is read from the amounts, not from `difference`. */
function differenceInWords({ net, dealAmount, difference }: Preview): string {
  if (!dealAmount) return "The deal has no amount to compare with. QuickBooks gets the lines.";
  if (dealAmount.currency !== net.currency) return `The deal's amount is ${formatMoney(dealAmount)}, in another currency than the lines.`;
  const more = compareMoney(net, dealAmount) > 0;
  const by = difference && !isZero(difference) ? `${formatMoney(withoutSign(difference))} ` : "";
  return `The deal's amount is ${formatMoney(dealAmount)}: the lines come to ${by}${more ? "more" : "less"}. QuickBooks gets the lines.`;
}
