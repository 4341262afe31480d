/** A user of the CRM who decided something, as the CRM signed it. */
export type Person = { userId: number; email: string | null };
