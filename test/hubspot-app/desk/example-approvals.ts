import type { Approval } from "../../../hubspot-app/src/app/shared/contract.ts";
import { usd } from "../example-view.ts";

export const discounted: Approval = {
  id: "a-1",
  dealId: "31000000001",
  dealName: "Globex platform 2027",
  company: "Globex Corporation",
  dealUrl: "/contacts/7/record/0-3/31000000001",
  reasons: [
    { code: "discountOver", message: "The discount is 25 %, and more than 20 % has to be approved." },
    { code: "termsNotListed", message: "Net 75 is not in the list of terms." },
  ],
  net: usd("120000.00"),
  discountPercent: "25",
  terms: "Net 75",
  requestedBy: { userId: 2, email: "rep@northwind.example" },
  since: "2026-11-24T15:04:00Z",
  state: "open",
  decidedBy: null,
  decidedAt: null,
  reason: null,
};

export const large: Approval = {
  ...discounted,
  id: "a-2",
  dealName: "Wonka support",
  company: "",
  reasons: [{ code: "contractOver", message: "The contract is larger than $250,000.00." }],
  net: { amount: "1234567.89", currency: "EUR" },
  discountPercent: "0",
  terms: null,
  requestedBy: null,
};

export const refused: Approval = {
  ...discounted,
  id: "a-3",
  state: "refused",
  decidedBy: { userId: 3, email: "finance@northwind.example" },
  decidedAt: "2026-11-25T09:30:00Z",
  reason: "Too much for a first order.",
};
