import type { Person } from "../domain/person.ts";
import { invitationOf } from "../domain/roles.ts";
import type { Needs } from "./needs.ts";

/** A role that was given to an e-mail becomes the role of the user who first comes with it, and of no other after them. */
export function takeInvitation({ store }: Pick<Needs, "store">, portalId: number, user: Person): Promise<void> {
  return store.inPortal(portalId, async (tx) => {
    const settings = await tx.settings.readToChange();
    const invitation = invitationOf(user, settings.roles);
    if (!invitation) return;
    const { [invitation.key]: role, ...others } = settings.roles;
    await tx.settings.save({ ...settings, roles: { ...others, [String(user.userId)]: invitation.role } });
    const subject = { object: "user", id: String(user.userId) };
    await tx.audit.append({ by: user, what: "role.taken", subject, details: { role, email: user.email } });
  });
}
