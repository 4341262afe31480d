import type { AppError } from "./errors.ts";

/** What the causes of "internal" are called in plain words. */
export const OUR_FAULT = "Something went wrong on our side. Nothing was lost; an admin can see the cause in the log.";

/**
 * What is the same for everything that one correction mends: the error's code and, where it is about a thing of its own, that
 * thing. Numbers that tell records apart are taken out.
 */
export function causeOf({ code, subject }: Pick<AppError, "code" | "subject">): string {
  if (subject === null || SAME_FOR_ALL.has(code)) return code;
  return `${code}: ${subject.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim()}`;
}

/** Codes that one correction mends for everything: closed books, a lost connection, a lapsed subscription, rights. */
const SAME_FOR_ALL = new Set(["6200", "6210", "6190", "5020", "5030", "notConnected", "hubspotNotConnected", "timeout"]);
