import { QuickBooksFault } from "../fault.ts";

type Comparison = "=" | "<" | ">" | "<=" | ">=" | "LIKE" | "IN";
export type Condition = { property: string; comparison: Comparison; values: string[] };
export type Query = {
  /** null: every element; "count": only the number of records. */
  select: string[] | "count" | null;
  from: string;
  where: Condition[];
  orderBy: { property: string; descending: boolean }[];
  startPosition: number;
  maxResults: number;
};

type Token = { kind: "word" | "text" | "number" | "symbol" | "end"; value: string; at: number };
const TOKEN = /\s*(?:([A-Za-z_][\w.]*)|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)|(<=|>=|[=<>(),*])|($))/y;

function tokens(query: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(query);
    if (!match) throw parseFault(query.slice(at).trim().charAt(0), at);
    const [, word, text, number, symbol] = match;
    if (word !== undefined) found.push({ kind: "word", value: word, at });
    else if (text !== undefined) found.push({ kind: "text", value: text.replaceAll(/\\(.)/gs, "$1"), at });
    else if (number !== undefined) found.push({ kind: "number", value: number, at });
    else if (symbol !== undefined) found.push({ kind: "symbol", value: symbol, at });
    else return [...found, { kind: "end", value: "<EOF>", at }];
  }
}

/**
 * Reads a query of QuickBooks' language: AND only, no OR, no `!=`, no joins, values quoted with `\'` for a quote
 * (facts/quickbooks.md §3.2). Anything else is a QuickBooksFault 4000; positions out of range are 4001.
 */
export function parseQuery(text: string): Query {
  const reader = readerOf(tokens(text));
  reader.keyword("SELECT");
  const select = selection(reader);
  reader.keyword("FROM");
  const from = reader.word();
  const where = reader.tryKeyword("WHERE") ? conditions(reader) : [];
  const orderBy = reader.tryKeyword("ORDERBY") || (reader.tryKeyword("ORDER") && reader.keyword("BY")) ? orders(reader) : [];
  const startPosition = reader.tryKeyword("STARTPOSITION") ? bounded("STARTPOSITION", reader.number(), Infinity) : 1;
  const maxResults = reader.tryKeyword("MAXRESULTS") ? bounded("MAXRESULTS", reader.number(), 1000) : 100;
  reader.end();
  return { select, from, where, orderBy, startPosition, maxResults };
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(all: Token[]) {
  let position = 0;
  const peek = () => all[position]!;
  const take = () => all[position++]!;
  const refuse = (): never => {
    throw parseFault(peek().value, peek().at);
  };
  const is = (kind: Token["kind"], value?: string) => peek().kind === kind && (value === undefined || peek().value.toUpperCase() === value);
  const tryTake = (kind: Token["kind"], value: string) => is(kind, value) && Boolean(take());
  return {
    tryKeyword: (word: string) => tryTake("word", word),
    trySymbol: (symbol: string) => tryTake("symbol", symbol),
    keyword: (word: string) => tryTake("word", word) || refuse(),
    symbol: (symbol: string) => tryTake("symbol", symbol) || refuse(),
    word: () => (is("word") ? take().value : refuse()),
    number: () => (is("number") ? take().value : refuse()),
    anySymbol: () => (is("symbol") ? take().value : refuse()),
    /** A quoted text, a number, or true and false. */
    value: () => (is("text") || is("number") || is("word", "TRUE") || is("word", "FALSE") ? take().value : refuse()),
    end: () => is("end") || refuse(),
  };
}

function selection(reader: Reader): Query["select"] {
  if (reader.trySymbol("*")) return null;
  if (reader.tryKeyword("COUNT")) {
    for (const symbol of ["(", "*", ")"]) reader.symbol(symbol);
    return "count";
  }
  return separated(reader, () => reader.word());
}

function conditions(reader: Reader): Condition[] {
  const found = [condition(reader)];
  while (reader.tryKeyword("AND")) found.push(condition(reader));
  return found;
}

function condition(reader: Reader): Condition {
  const property = reader.word();
  if (reader.tryKeyword("LIKE")) return { property, comparison: "LIKE", values: [reader.value()] };
  if (reader.tryKeyword("IN")) {
    reader.symbol("(");
    const values = separated(reader, () => reader.value());
    reader.symbol(")");
    return { property, comparison: "IN", values };
  }
  const comparison = reader.anySymbol();
  if (!isOrdering(comparison)) throw parseFault(comparison, 0);
  return { property, comparison, values: [reader.value()] };
}

function isOrdering(symbol: string): symbol is "=" | "<" | ">" | "<=" | ">=" {
  return ["=", "<", ">", "<=", ">="].includes(symbol);
}

function orders(reader: Reader): Query["orderBy"] {
  return separated(reader, () => {
    const property = reader.word();
    const descending = reader.tryKeyword("DESC");
    if (!descending) reader.tryKeyword("ASC");
    return { property, descending };
  });
}

function separated<T>(reader: Reader, read: () => T): T[] {
  const found = [read()];
  while (reader.trySymbol(",")) found.push(read());
  return found;
}

function bounded(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new QuickBooksFault(4001, `QueryValidationError: value ${text} of ${name} is out of range. Min:1 Max:${max}`);
}

function parseFault(near: string, at: number): QuickBooksFault {
  return new QuickBooksFault(4000, `QueryParserError: Encountered "${near}" at line 1, column ${at + 1}.`);
}
