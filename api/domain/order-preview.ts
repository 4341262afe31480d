import type { AmountBasis } from "./amount-basis.ts";
import type { DealView } from "./deal-view.ts";
import { differenceReason } from "./difference-reason.ts";
import type { Finding } from "./finding.ts";
import { printAmount, toMoney } from "./money.ts";
import type { OrderLine, Sale, SaleLine } from "./sale.ts";

type Preview = NonNullable<DealView["preview"]>;
type Priced = SaleLine | OrderLine;

/** The order as the ERP would have it, line by line; its lines sum to `net`, mapped or not. */
export function orderPreview({
  sale,
  lines,
  findings,
  basis,
}: {
  sale: Sale;
  lines: readonly OrderLine[];
  findings: readonly Finding[];
  basis: AmountBasis;
}): Preview {
  const { dealAmount, net, currency } = sale;
  const unmapped = sale.lines.filter(({ lineItemId }) => !lines.some((line) => line.lineItemId === lineItemId));
  return {
    lines: [
      ...lines.map((line) => previewLine(line, line.itemName, currency)),
      ...unmapped.map((line) => previewLine(line, "Not mapped yet", currency)),
      ...discountLine(sale),
    ],
    net: toMoney(net, currency),
    dealAmount: dealAmount === null ? null : toMoney(dealAmount, currency),
    difference: dealAmount === null ? null : toMoney(net - dealAmount, currency),
    differenceReason: differenceReason(sale, { findings, basis }),
  };
}

function previewLine(line: Priced, item: string, currency: string): Preview["lines"][number] {
  const { description, quantity, unitPrice, listUnitPrice, discount, amount, serviceStart, serviceEnd } = line;
  return { item, description, quantity, unitPrice, listUnitPrice, discount, amount: toMoney(amount, currency), serviceStart, serviceEnd };
}

/** The discount of the whole deal where the order carries it as a line of its own. */
function discountLine({ discount, currency }: Sale): Preview["lines"] {
  if (discount === null) return [];
  const taken = -discount.amount;
  return [
    {
      item: "Discount",
      description: discount.description,
      quantity: "1",
      unitPrice: printAmount(taken, currency),
      listUnitPrice: null,
      discount: null,
      amount: toMoney(taken, currency),
      serviceStart: null,
      serviceEnd: null,
    },
  ];
}
