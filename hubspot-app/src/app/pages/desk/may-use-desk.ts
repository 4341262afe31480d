import type { Me } from "./contract.ts";

/** Finance and those above it. */
export function mayUseDesk({ role }: Me): boolean {
  return role === "finance" || role === "admin";
}
