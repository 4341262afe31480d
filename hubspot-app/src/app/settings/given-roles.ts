import type { Role, User } from "./contract.ts";

/** The roles once a user has this one; what was given to their e-mail before goes with it. */
export function rolesWith(roles: Record<string, Role>, { userId, email }: User, role: Role | null): Record<string, Role> {
  const own = userId === null ? null : String(userId);
  const others = Object.entries(roles).filter(([key]) => key !== own && key.toLowerCase() !== email?.toLowerCase());
  const key = own ?? email;
  return Object.fromEntries(role === null || key === null ? others : [...others, [key, role] as const]);
}

/** Whom a typed e-mail or HubSpot user id names: somebody who is listed, else somebody new; null while it is neither. */
export function whoIs(typed: string, users: User[]): User | null {
  const text = typed.trim().toLowerCase();
  const known = users.find(({ userId, email }) => String(userId) === text || email?.toLowerCase() === text);
  if (known) return known;
  if (/^[1-9]\d{0,14}$/.test(text)) return stranger({ userId: Number(text), name: `HubSpot user ${text}`, email: null });
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? stranger({ userId: null, name: text, email: text }) : null;
}

/** A user as a label. */
export function wordsOf({ userId, name, email }: User): string {
  if (userId === null) return `${name} (has not come yet)`;
  return email === null || email === name ? name : `${name} (${email})`;
}

const stranger = (who: Pick<User, "userId" | "name" | "email">): User => ({ ...who, role: "pusher", given: null });
