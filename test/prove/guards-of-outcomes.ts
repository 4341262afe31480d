import type { Guard } from "./guard.ts";

/** What keeps an answer from being taken for another, and a deal from being pushed that nobody means (RULES §2, §4, §9). */
export const GUARDS_OF_OUTCOMES: readonly Guard[] = [
  {
    guard: "an answer that cannot be read is no refusal",
    file: "api/quickbooks/answer.ts",
    find: "  throw withoutFault(answer);",
    replace: "  withoutFault(answer);\n  return { ok: true, body: {} };",
    watchedBy: ["test/quickbooks/client.test.ts"],
  },
  {
    guard: "our marker has the last word on a refusal",
    file: "api/flows/ensure-linked.ts",
    find: "if (marked && marked.id !== holder?.id)",
    replace: "if (marked && marked.id === '')",
    watchedBy: ["test/flows/ensure-linked.test.ts"],
  },
  {
    guard: "the record that holds our name is ours only with our marker",
    file: "api/flows/ensure-linked.ts",
    find: "if (holder && steps.isOurs(holder))",
    replace: "if (holder)",
    watchedBy: ["test/flows/ensure-linked.test.ts"],
  },
  {
    guard: "a write that has ended is not sent again",
    file: "api/store/intents.ts",
    find: '    .whereIn("state", ["planned", "sent"])\n',
    replace: "",
    watchedBy: ["test/store/intents.test.ts"],
  },
  {
    guard: "the end of a write is not changed into another",
    file: "api/store/intents.ts",
    find: '    .whereIn("state", [...BEFORE[outcome.state]])\n',
    replace: "",
    watchedBy: ["test/store/intents.test.ts"],
  },
  {
    guard: "the same payload is the same bytes",
    file: "api/quickbooks/client.ts",
    find: ".toSorted(([one], [other]) => (one < other ? -1 : 1))",
    replace: "",
    watchedBy: ["test/quickbooks/client.test.ts"],
  },
  {
    guard: "a search looks back further than the clocks differ",
    file: "api/quickbooks/orders.ts",
    find: "quotedInstant(since.subtract(CLOCK_SKEW))",
    replace: "quotedInstant(since)",
    watchedBy: ["test/quickbooks/orders.test.ts"],
  },
  {
    guard: "an event that cannot be taken in holds up no other",
    file: "api/flows/handle-inbox.ts",
    find: "for (const event of events) await takeIn(needs, [event]);",
    replace: "return setEventsAside(needs, events, error);",
    watchedBy: ["test/flows/handle-inbox.test.ts"],
  },
];
