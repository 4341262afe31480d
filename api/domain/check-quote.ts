import type { Deal, DealLine, DealQuote } from "./deal.ts";
import { parseDecimal, printDecimal } from "./decimal.ts";
import { parseDuration } from "./dates.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { frequencyOf } from "./frequency.ts";
import { priceLine } from "./price-line.ts";
import { written } from "./written.ts";

/** How many differing lines a message names. */
const NAMED = 3;

/** What the buyer accepted is what is ordered: an accepted quote with other lines than the deal's is an error (RULES §1). */
export function checkQuote({ id, lines, acceptedQuote }: Pick<Deal, "id" | "lines" | "acceptedQuote">): Finding[] {
  if (acceptedQuote === null) return [];
  const onDeal = lines.map(sayLine);
  const onQuote = acceptedQuote.lines.map(sayLine);
  const parts = [
    ...sayMissing("only the deal has", without(onDeal, onQuote)),
    ...sayMissing("only the quote has", without(onQuote, onDeal)),
  ];
  if (parts.length === 0) return [];
  const message = `The deal's lines differ from the accepted ${nameOf(acceptedQuote)}: ${parts.join("; ")}. Make them the same.`;
  return [errorFinding("quoteDiffers", "rep", message, { object: "deal", id })];
}

/** All that decides what a line is worth, so that equal lines have equal words. */
function sayLine(line: DealLine): string {
  const { price } = priceLine(line);
  const quantity = parseDecimal(line.quantity ?? "");
  const frequency = written(line.frequency);
  const term = written(line.term);
  const length = term === null ? null : parseDuration(term);
  const parts = [
    `${quantity === null ? (line.quantity ?? "no quantity") : printDecimal(quantity)} × ${line.name}`,
    `at ${price === null ? (line.unitPrice ?? "no price") : printDecimal(price.net)}`,
    ...(frequency === null ? [] : [frequencyOf(frequency)?.word ?? frequency]),
    ...(term === null ? [] : [`for ${length === null ? term : `${length.count} ${length.unit}`}`]),
  ];
  return parts.join(" ");
}

/** What is left of some texts when each text of the others has taken one equal to it away. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function sayMissing(who: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length > NAMED ? [`${lines.length - NAMED} more`] : [];
  return [`${who} ${[...lines.slice(0, NAMED), ...rest].join(", ")}`];
}

function nameOf({ title }: DealQuote): string {
  return written(title) === null ? "quote" : `quote "${title}"`;
}
