/** A day of HubSpot's date input, whose months begin at 0. */
type Day = { year: number; month: number; date: number };

/** What is looked for in the log: an id or code of one kind, and the days, both inclusive, in the portal's zone. */
export type LogSearch = { by: string; words: string; from: Day | null; to: Day | null };

export const BY = [
  { value: "q", label: "Any id or code" },
  { value: "deal", label: "Deal" },
  { value: "company", label: "Company" },
  { value: "document", label: "Document in QuickBooks" },
  { value: "code", label: "Code" },
];

/** The query that asks our API for it: "?deal=31&from=2026-12-01". */
export function queryOf({ by, words, from, to }: LogSearch): string {
  const asked = [
    ...(words.trim() === "" ? [] : [[by, words.trim()]]),
    ...(from ? [["from", isoDay(from)]] : []),
    ...(to ? [["to", isoDay(to)]] : []),
  ];
  const query = asked.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&");
  return query === "" ? "" : `?${query}`;
}

const two = (number: number) => String(number).padStart(2, "0");
const isoDay = ({ year, month, date }: Day) => `${year}-${two(month + 1)}-${two(date)}`;
