/** A user of the CRM who decided something, as the CRM signed it. */
export type Person = { userId: number; email: string | null };

/** A person as a sentence names them. */
export const sayPerson = ({ userId, email }: Person): string => email ?? `user ${userId}`;
