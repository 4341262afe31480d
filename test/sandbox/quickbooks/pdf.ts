import type { Entity } from "./entity.ts";
import type { Kind } from "./kinds.ts";

const LINES_ON_A_PAGE = 48;

/** A real, small PDF of an invoice, estimate or credit memo: text only, as many pages as it needs. */
export function invoicePdf(kind: Kind, entity: Entity, companyName: string): Buffer {
  const rows = [
    ...head(kind, entity, companyName),
    ...(entity.Line ?? []).flatMap((line) => row(line.Description ?? line.DetailType ?? "", line.Amount)),
    ...foot(entity),
  ];
  const pages = Array.from({ length: Math.ceil(rows.length / LINES_ON_A_PAGE) }, (_, page) =>
    rows.slice(page * LINES_ON_A_PAGE, (page + 1) * LINES_ON_A_PAGE),
  );
  return pdfOf(pages);
}

function head(kind: Kind, entity: Entity, companyName: string): string[] {
  const title = `${kind.toUpperCase()} ${entity.DocNumber ?? ""}`.trim();
  const dates = `Date ${entity.TxnDate}${entity.DueDate ? `    Due ${entity.DueDate}` : ""}`;
  return [companyName, title, dates, `Bill to ${entity.CustomerRef?.name ?? ""}`, ""];
}

function foot(entity: Entity): string[] {
  const currency = entity.CurrencyRef?.value ?? "";
  const balance = entity.Balance === undefined ? [] : [`BALANCE DUE ${currency} ${entity.Balance.toFixed(2)}`];
  return [
    "",
    `TAX ${(entity.TxnTaxDetail?.TotalTax ?? 0).toFixed(2)}`,
    `TOTAL ${currency} ${(entity.TotalAmt ?? 0).toFixed(2)}`,
    ...balance,
  ];
}

function row(description: string, amount: number | undefined): string[] {
  const [first = "", ...rest] = description.split("\n").map((part) => part.slice(0, 70));
  return [amount === undefined ? first : `${first.padEnd(72)} ${amount.toFixed(2)}`, ...rest];
}

/** Objects: 1 catalogue, 2 page tree, 3 font, then a page and its content for each page. */
function pdfOf(pages: readonly string[][]): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ...pages.flatMap((lines, index) => [pageObject(5 + index * 2), streamObject(lines)]),
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

function pageObject(content: number): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R >>`;
}

function streamObject(lines: readonly string[]): string {
  const text = lines.map((line) => `(${escaped(line)}) Tj T*`).join("\n");
  const stream = `BT /F1 10 Tf 14 TL 40 750 Td\n${text}\nET`;
  return `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`;
}

/** Parentheses and backslashes are escaped; what the font cannot show becomes a question mark. */
function escaped(line: string): string {
  return line.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "?").replaceAll(/[\\()]/g, "\\$&");
}
