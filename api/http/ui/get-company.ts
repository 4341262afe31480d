import { AppError } from "../../domain/errors.ts";
import type { InvoiceStatus } from "../../domain/invoice-status.ts";
import { viewCompany } from "../../flows/view-company.ts";
import { uiEndpoint } from "../endpoint.ts";
import { companyView, invoiceStatus } from "../views.ts";

/** `GET /ui/companies/:companyId?status=open,overdue&dealId&cursor`; `refresh=true` asks QuickBooks for what changed first. */
export const getCompany = uiEndpoint({
  method: "get",
  path: "/ui/companies/:companyId",
  summary: "What a company owes: balances, ageing, invoices of all its customers",
  role: "viewer",
  answer: companyView,
  run: (parts, { user, params, query }) =>
    viewCompany(parts, {
      portalId: user.portalId,
      companyId: params["companyId"] ?? "",
      statuses: statusesIn(textOf(query["status"])),
      dealId: textOf(query["dealId"]),
      cursor: textOf(query["cursor"]),
      refresh: query["refresh"] === "true",
    }),
});

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

function statusesIn(text: string | null): InvoiceStatus[] {
  return (text?.split(",") ?? []).map((word) => {
    const status = invoiceStatus.safeParse(word);
    if (status.success) return status.data;
    throw new AppError("invalid", `There is no invoice status "${word}".`, { code: "invalidQuery" });
  });
}
