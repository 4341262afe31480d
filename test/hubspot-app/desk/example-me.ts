import type { Me } from "../../../hubspot-app/src/app/pages/desk/contract.ts";

export const finance: Me = {
  userId: 3,
  email: "finance@northwind.example",
  role: "finance",
  portal: { timeZone: "America/New_York", currency: "USD" },
  connections: [{ id: "c-1", name: "Northwind Books", state: "active", writesOff: null }],
};
