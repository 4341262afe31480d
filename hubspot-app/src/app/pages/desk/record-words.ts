/** HubSpot's types of the records that can be led to. */
export const TYPE_IDS: Record<string, string | undefined> = { contact: "0-1", company: "0-2", deal: "0-3" };

/** What is no record by itself but a piece of work. */
const WORK: Record<string, string | undefined> = {
  "tell-crm": "What HubSpot shows",
  "send-alerts": "Telling people",
  logLine: "A line of the log",
  connection: "A QuickBooks company",
  cause: "All of one cause",
};
/** HubSpot's names for several. */
const SINGULAR: Record<string, string | undefined> = {
  deals: "deal",
  companies: "company",
  contacts: "contact",
  creditmemo: "credit memo",
};

/** "Deal 31", "Credit memo 7"; what has no number of its own has words alone. */
export function recordWords({ object, id }: { object: string; id: string }): string {
  return WORK[object] ?? `${spelledOut(SINGULAR[object] ?? object)}${/^\d+$/.test(id) ? ` ${id}` : ""}`;
}

/** "creditMemo" as "Credit memo". */
function spelledOut(object: string): string {
  const words = object
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
