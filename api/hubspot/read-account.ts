import { z } from "zod";
import type { CrmAccount } from "../ports/crm.ts";
import type { CallHubSpot } from "./client.ts";

const accountAnswer = z.object({
  timeZone: z.string().min(1),
  companyCurrency: z.string().length(3),
  additionalCurrencies: z.array(z.string()).nullish(),
});

/** The account's zone (IANA), its home currency and all that its deals may be in. */
export async function readAccount(call: CallHubSpot): Promise<CrmAccount> {
  const { timeZone, companyCurrency, additionalCurrencies } = await call(accountAnswer, {
    method: "GET",
    path: "/account-info/2026-09/details",
  });
  return { timeZone, currency: companyCurrency, currencies: [...new Set([companyCurrency, ...(additionalCurrencies ?? [])])] };
}
