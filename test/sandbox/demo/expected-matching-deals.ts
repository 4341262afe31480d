/** The deals whose buyer is hard to tell, and what must come of each: a link that could be false is finance's to make. */
export const EXPECTED_MATCHING_DEALS = [
  { key: "burgerPalace", what: "Store 12 of a chain whose store 14 is a customer", expected: "needsReview: customerUnclear" },
  { key: "duckworth", what: "An Inc where the customer is an LLC", expected: "needsReview: customerUnclear" },
  { key: "hudsucker", what: "A subsidiary with the mailbox of its parent", expected: "needsReview: customerUnclear" },
  { key: "vandelayIndustries", what: "A customer that was made inactive", expected: "needsReview: customerUnclear" },
  { key: "strickland", what: "A customer by the name over its door", expected: "pushed: Strickland Propane, 6000.00 USD, 1 line" },
  {
    key: "romashka",
    what: "A customer in another script, with the same e-mail and address",
    expected: "pushed: ООО «Ромашка», 6000.00 USD, 1 line",
  },
  { key: "prestige", what: "A customer that has a new name", expected: "needsReview: customerUnclear" },
];
