/** What may mend a cause without anybody touching the letters themselves. */
export type Release = "connected" | "mappingSaved" | "settingsSaved" | "booksOpened" | "nameFreed" | "erpAnswers" | "crmAnswers";

/** The codes of the letters that each correction releases. What is in no list waits for a person to press Retry. */
export const RELEASED_BY: Record<Release, readonly string[]> = {
  connected: [
    "notConnected",
    "invalid_grant",
    "hubspotNotConnected",
    "tokenRevoked",
    "100",
    "110",
    "120",
    "130",
    "140",
    "150",
    "3100",
    "5020",
  ],
  mappingSaved: ["610", "2500", "3000", "6100", "6160", "6170", "6430", "productUnmapped"],
  settingsSaved: ["6140", "6430", "writesOff"],
  booksOpened: ["6200", "6210"],
  nameFreed: ["6240"],
  erpAnswers: [
    "noAnswer",
    "timeout",
    "unreadable",
    "500",
    "502",
    "503",
    "504",
    "429",
    "3001",
    "10000",
    "oauthUnavailable",
    "oauthUnreadable",
    "ourLimit",
  ],
  crmAnswers: ["hubspotNoAnswer", "hubspotUnavailable", "hubspotAnswer", "hubspotIncomplete", "hubspotLocked", "hubspotUnauthorized"],
};

const OUTAGES = new Set([...RELEASED_BY.erpAnswers, ...RELEASED_BY.crmAnswers]);
/** What has failed so often while the vendor answered others is no matter of an outage, and waits for a person. */
const MOST_BY_ITSELF = 4;

/** Whether nobody has to do anything about it: a vendor was not well, and once it answers again the work goes on by itself. */
export const goesOnByItself = (code: string, attempts = 1): boolean => OUTAGES.has(code) && attempts <= MOST_BY_ITSELF;
