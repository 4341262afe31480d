import type { Role, Settings } from "./settings.ts";

const RANK = { viewer: 0, pusher: 1, finance: 2, admin: 3 } as const satisfies Record<Role, number>;

/** A user's role: as an admin has set it, admin for the user who installed the app, else the default (RULES §9). */
export function roleOf(userId: number, { roles, defaultRole }: Pick<Settings, "roles" | "defaultRole">, installedBy: number | null): Role {
  return roles[String(userId)] ?? (userId === installedBy ? "admin" : defaultRole);
}

/** Each role may do what the smaller ones may. */
export function mayAct(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}
