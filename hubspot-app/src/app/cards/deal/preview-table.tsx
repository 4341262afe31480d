import { Flex, Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import type { DealView, PreviewLine } from "tieout-shared/contract.ts";
import { formatPeriod } from "tieout-shared/dates.ts";
import { compareMoney, formatDecimal, formatMoney, isZero, withoutSign } from "tieout-shared/money.ts";

type Preview = NonNullable<DealView["preview"]>;

/** Each line exactly as QuickBooks has it or would have it, the net, and how that stands to the deal's amount. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const hasDiscount = preview.lines.some(({ discount }) => discount !== null);
  return (
    <Flex direction="column" gap="extra-small">
      <Table density="condensed" flush>
        <TableHead>
          <TableRow>
            <TableHeader>Item</TableHeader>
            <TableHeader>Service dates</TableHeader>
            <TableHeader align="right">Quantity</TableHeader>
            {hasDiscount ? <TableHeader align="right">List price</TableHeader> : null}
            {hasDiscount ? <TableHeader>Discount</TableHeader> : null}
            <TableHeader align="right">Unit price</TableHeader>
            <TableHeader align="right">Amount</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {preview.lines.map((line, index) => (
            <PreviewRow key={index} line={line} hasDiscount={hasDiscount} />
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableHeader>Net, before tax</TableHeader>
            {Array.from({ length: hasDiscount ? 5 : 3 }, (_, index) => (
              <TableHeader key={index}>{""}</TableHeader>
            ))}
            <TableHeader align="right">{formatMoney(preview.net)}</TableHeader>
          </TableRow>
        </TableFooter>
      </Table>
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

function PreviewRow({ line, hasDiscount }: { line: PreviewLine; hasDiscount: boolean }) {
  const money = (amount: string) => formatMoney({ amount, currency: line.amount.currency });
  return (
    <TableRow>
      <TableCell>
        <Text format={{ fontWeight: "demibold" }}>{line.item}</Text>
        {line.description === "" ? null : <Text variant="microcopy">{line.description}</Text>}
      </TableCell>
      <TableCell>{formatPeriod(line.serviceStart, line.serviceEnd) ?? "–"}</TableCell>
      <TableCell align="right">{formatDecimal(line.quantity)}</TableCell>
      {hasDiscount ? <TableCell align="right">{line.listUnitPrice === null ? "–" : money(line.listUnitPrice)}</TableCell> : null}
      {hasDiscount ? <TableCell>{line.discount ?? "–"}</TableCell> : null}
      <TableCell align="right">{money(line.unitPrice)}</TableCell>
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
