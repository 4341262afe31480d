import { z } from "zod";
import type { CallHubSpot } from "./client.ts";

const accountAnswer = z.object({ timeZone: z.string().min(1), companyCurrency: z.string().length(3) });

/** The account's zone (IANA) and home currency. */
export async function readAccount(call: CallHubSpot): Promise<{ timeZone: string; currency: string }> {
  const { timeZone, companyCurrency } = await call(accountAnswer, { method: "GET", path: "/account-info/2026-09/details" });
  return { timeZone, currency: companyCurrency };
}
