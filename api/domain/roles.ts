import type { Person } from "./person.ts";
import type { Role, Settings } from "./settings.ts";

const RANK = { viewer: 0, pusher: 1, finance: 2, admin: 3 } as const satisfies Record<Role, number>;

/** What an admin gave, under a user's id or, until the user first comes, under their e-mail. */
type Given = Pick<Settings, "roles" | "defaultRole">;

/** A user's role: as an admin has given it, admin for the user who installed the app, else the default (RULES §9). */
export function roleOf(user: Person, { roles, defaultRole }: Given, installedBy: number | null): Role {
  const { role } = invitationOf(user, roles) ?? { role: roles[String(user.userId)] };
  return role ?? (user.userId === installedBy ? "admin" : defaultRole);
}

/** The role that was given to the user's e-mail; it counts before the one of the id, since it was given later. */
export function invitationOf({ email }: Person, roles: Given["roles"]): { key: string; role: Role } | null {
  if (email === null) return null;
  const found = Object.entries(roles).find(([key]) => key.includes("@") && key.toLowerCase() === email.toLowerCase());
  return found ? { key: found[0], role: found[1] } : null;
}

/** The roles by which a user is an admin, whatever was given to them before; null where they are one already. */
export function rolesOfInstaller(user: Person, given: Given, installedBy: number | null): Given["roles"] | null {
  if (roleOf(user, given, installedBy) === "admin") return null;
  const invited = invitationOf(user, given.roles)?.key;
  const others = Object.entries(given.roles).filter(([key]) => key !== invited);
  return { ...Object.fromEntries(others), [String(user.userId)]: "admin" };
}

/** Each role may do what the smaller ones may. */
export function mayAct(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}
