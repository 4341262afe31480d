import type { Sale } from "./sale.ts";

/** What a document's lines come to without tax, and what they were sold for where their prices include it; minor units. */
type Lines = { net: bigint; gross?: bigint };

/** What is compared with the sale: the lines at the prices that they were sold at. */
export function soldFor({ net, gross }: Lines): bigint {
  return gross ?? net;
}

/** The contract without tax: what the sale says, and where its prices include the tax what the ERP has made of them. */
export function netContract(sale: Pick<Sale, "net"> | null, order: Lines | null): bigint {
  return order?.gross === undefined ? (sale?.net ?? 0n) : order.net;
}
