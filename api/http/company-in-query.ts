import { AppError } from "../domain/errors.ts";

/** What a call says in its query that may be about one of several QuickBooks companies. */
export const COMPANY_QUERY = {
  connectionId: "The QuickBooks company that it is about (an id of `GET /ui/quickbooks`); without it, what the portal has for all of them.",
};

/** The company that a call is about; null: the portal. */
export function companyIn({ connectionId }: Record<string, unknown>): string | null {
  if (connectionId === undefined) return null;
  if (typeof connectionId === "string" && connectionId !== "") return connectionId;
  throw new AppError("invalid", "connectionId is the id of one QuickBooks company.", { code: "invalidQuery" });
}
