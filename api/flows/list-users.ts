import type { PortalSettings } from "../domain/company-settings.ts";
import { invitationOf, roleOf } from "../domain/roles.ts";
import type { Role } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** Somebody who has a role or may be given one: `role` is what it comes to, `given` what an admin said; `userId` is null for who is known by e-mail alone until they come. */
export type ListedUser = { userId: number | null; name: string; email: string | null; role: Role; given: Role | null };

/** The CRM's owners, whoever was given a role beside them, and who installed the app. */
export async function listUsers({ store, crm }: Needs, portalId: number): Promise<ListedUser[]> {
  const owners = await crm(portalId).listOwners();
  return store.inPortal(portalId, async (tx) => {
    const settings = await tx.settings.read();
    const installedBy = (await tx.portal.read())?.installedBy ?? null;
    const users = owners.flatMap(({ userId, name, email }) => (userId === null ? [] : [{ userId, name, email }]));
    const withRole = Object.keys(settings.roles).filter((key) => !key.includes("@"));
    for (const userId of new Set([...withRole.map(Number), ...(installedBy === null ? [] : [installedBy])]))
      if (!users.some((user) => user.userId === userId)) users.push(await unlisted(tx, userId));
    return [...users.map((user) => listed(user, settings, installedBy)), ...invited(settings, users)];
  });
}

type User = { userId: number; name: string; email: string | null };

/** HubSpot lists only who can own records; of others we know the e-mail with which they took their role or decided something. */
async function unlisted(tx: PortalTx, userId: number): Promise<User> {
  const email = await tx.audit.emailOf(userId);
  return { userId, name: email ?? `HubSpot user ${userId}`, email };
}

function listed(user: User, settings: PortalSettings, installedBy: number | null): ListedUser {
  const given = invitationOf(user, settings.roles)?.role ?? settings.roles[String(user.userId)] ?? null;
  return { ...user, role: roleOf(user, settings, installedBy), given };
}

function invited({ roles }: PortalSettings, users: User[]): ListedUser[] {
  const known = new Set(users.map(({ email }) => email?.toLowerCase()));
  return Object.entries(roles)
    .filter(([key]) => key.includes("@") && !known.has(key.toLowerCase()))
    .map(([email, role]) => ({ userId: null, name: email, email, role, given: role }));
}
