import type { Guard } from "./guard.ts";

/** What keeps one customer from being taken for another (RULES §3). */
export const GUARDS_OF_MATCHING: readonly Guard[] = [
  {
    guard: "80 points to be sure",
    file: "api/domain/match-customer.ts",
    find: "const AUTO = 80;",
    replace: "const AUTO = 75;",
    watchedBy: ["test/domain/match-customer.test.ts"],
  },
  {
    guard: "25 points above the next",
    file: "api/domain/match-customer.ts",
    find: "const MARGIN = 25;",
    replace: "const MARGIN = 20;",
    watchedBy: ["test/domain/match-customer.test.ts"],
  },
  {
    guard: "two kinds of evidence",
    file: "api/domain/match-customer.ts",
    find: "best.groups < GROUPS &&",
    replace: "best.groups < GROUPS - 1 &&",
    watchedBy: ["test/domain/match-customer.test.ts"],
  },
  {
    guard: "vetoes",
    file: "api/domain/match-customer.ts",
    find: "...best.vetoes.map(",
    replace: "...best.vetoes.slice(best.vetoes.length).map(",
    watchedBy: ["test/domain/match-customer.test.ts"],
  },
  {
    guard: "a domain of several says nothing: of customers",
    file: "api/domain/match-customer.ts",
    find: "...domainsOfSeveral(there.map(({ keys }) => keys))",
    replace: "...domainsOfSeveral(there.slice(there.length).map(({ keys }) => keys))",
    watchedBy: ["test/domain/match-customer.test.ts"],
  },
  {
    guard: "a domain of several says nothing: of companies",
    file: "api/domain/match-customer.ts",
    find: "new Set([...context.sharedDomains, ",
    replace: "new Set([",
    watchedBy: ["test/domain/match-customer.test.ts"],
  },
  {
    guard: "a link is undone before the first order alone",
    file: "api/flows/decide-match.ts",
    find: 'if (match.ordered || link?.how === "created") throw tooLate(',
    replace: "if (match.ordered && link === null) throw tooLate(",
    watchedBy: ["test/end-to-end/matches.test.ts"],
  },
];
