import type { Candidate, Match } from "../../../hubspot-app/src/app/pages/matches/contract.ts";

export const traders: Candidate = {
  customerId: "58",
  name: "Northwind Traders LLC",
  url: "https://qbo.example/app/customerdetail?nameId=58",
  score: 70,
  reasons: ["Same name without the legal form", "Same web domain: northwind.example"],
  vetoes: ["Inc on the one side, LLC on the other"],
  differences: [
    { field: "Name", here: "Northwind Traders Inc", there: "Northwind Traders LLC" },
    { field: "E-mail", here: "ap@northwind.example", there: "billing@northwind.example" },
    { field: "Phone", here: "+1 206 555 0100", there: null },
  ],
  active: true,
  parentName: null,
};

export const sleeping: Candidate = {
  ...traders,
  customerId: "71",
  name: "Northwind (old)",
  score: 32,
  reasons: ["Name alike"],
  vetoes: [],
  differences: [],
  active: false,
  parentName: "Northwind Group",
};

export const uncertain: Match = {
  id: "m-1",
  record: { object: "company", id: "21000000001", url: "/contacts/7/record/0-2/21000000001" },
  connectionId: "c-1",
  currency: "USD",
  buyer: {
    name: "Northwind Traders Inc",
    email: "ap@northwind.example",
    phone: "+1 206 555 0100",
    domain: "northwind.example",
    address: "1 Harbour Road, Seattle, WA 98101, US",
    taxId: null,
  },
  state: "open",
  how: null,
  deals: [{ id: "31000000001", name: "Northwind platform" }],
  candidates: [traders, sleeping],
  reasons: ["70 points, but the legal forms differ"],
  decidedBy: null,
  decidedAt: null,
  undoable: false,
};

export const linked: Match = {
  ...uncertain,
  id: "m-2",
  state: "linked",
  how: "chosen",
  candidates: [traders],
  reasons: ["Chosen on the Finance desk"],
  decidedBy: { userId: 3, email: "finance@northwind.example" },
  decidedAt: "2026-11-25T09:30:00Z",
  undoable: true,
};
