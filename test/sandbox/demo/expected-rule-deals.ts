/** The deals of the rules from deal to sale, and what must come of each. */
export const EXPECTED_RULE_DEALS = [
  { key: "vehement", what: "A discount by word of mouth: only the amount was lowered", expected: "notReady: amountDiffers" },
  { key: "sirius", what: "Seven months by the quarter", expected: "notReady: termNotWholePeriods" },
  { key: "lexcorp", what: "A subscription without a term", expected: "notReady: termMissing" },
  { key: "wayland", what: "Two lines with starts and terms of their own", expected: "pushed: Wayland Freight, 30480.00 USD, 2 lines" },
  { key: "monarch", what: "A deal discount in percent and as an amount", expected: "notReady: dealDiscountTwice" },
  { key: "nakatomi", what: "333,333 calls at 0.0045, to the cent", expected: "pushed: Nakatomi Trading, 1500.00 USD, 1 line" },
  { key: "vandelay", what: "An order date in an undeclared format", expected: "notReady: dateUnclear" },
  { key: "gringotts", what: "Two companies, none of them billed", expected: "notReady: buyerUnclear" },
  { key: "scully", what: "A person who buys without a company", expected: "pushed: Dana Scully, 3600.00 USD, 1 line" },
  { key: "duff", what: "A deal without lines", expected: "needsReview: noLines" },
  { key: "aperture", what: "A fee beside the lines", expected: "notReady: unmappedAdjustment" },
  { key: "blackmesa", what: "A signed quote with other lines", expected: "notReady: quoteDiffers" },
  { key: "cogswell", what: "A discount as a line of its own", expected: "pushed: Cogswell Cogs, 4320.00 USD, 1 line and a discount" },
  { key: "oceanic", what: "An amount per year for a contract of three", expected: "pushed: Oceanic Air Freight, 34200.00 USD, 1 line" },
  { key: "tessier", what: "Seats that start thirty days after the order", expected: "pushed: Tessier Orbital, 2280.00 USD, 1 line" },
  {
    key: "wernham",
    what: "A tax beside the lines, which is QuickBooks' to compute",
    expected: "pushed: Wernham Paper, 2400.00 USD, 1 line",
  },
  { key: "dunder", what: "A date written the other way round than declared", expected: "notReady: dateUnclear" },
];
