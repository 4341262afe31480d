/** Points, by file, function or whole, at which no scenario's process ends, and why nothing can be lost or doubled there. */
export const ELSEWHERE: { why: string; points: string[] }[] = [
  {
    why: "They only read: whoever looks again sees all.",
    points: [
      ...["failure-of-deal.ts", "find-invoice.ts", "list-users.ts"],
      ...["mapping-choices.ts", "next-payload.ts", "open-log-line.ts", "read-configuration.ts", "read-flight-recorder.ts"],
      ...["settings-choices.ts", "unmapped-inbox.ts", "view-company.ts", "view-mirror.ts", "go-live.ts readGoLive"],
      ...["answer-workflow-run.ts outputsOf", "book-sale.ts readLists: listTaxCodes", "find-mended.ts lookOnce"],
      ...["free-customer-name.ts whoHoldsName: readCustomer", "judge-candidates.ts domainsOfSeveral", "may-push-deal.ts isOfTheirs"],
      ...["open-match.ts seenMatch: readCustomer", "push-deal.ts unclear", "ensure-order.ts previewOrder", "set-events-aside.ts portalsOf"],
    ],
  },
  {
    why: "One transaction: before it nothing has happened, and after it all has.",
    points: [
      ...["answer-workflow-run.ts giveUpWorkflowRun", "change-mapping.ts importMapping", "connect-company.ts confirmCompany"],
      ...["import-configuration.ts", "handle-inbox.ts postpone", "answer-hold.ts", "keep-order.ts", "push-deal.ts backAgain"],
      "catch-up.ts catchUp: inPortal 2",
    ],
  },
  { why: "A line of the log about what was stored before.", points: ["set-records-aside.ts noteUnread"] },
  { why: "A trial, of which only its findings are kept.", points: ["dry-run-mapping.ts", "start-dry-run.ts"] },
  { why: "A message that a person asks for, to see whether it comes.", points: ["test-alerts.ts"] },
];
