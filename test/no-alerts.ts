import type { Alerts } from "../api/ports/alerts.ts";

/** Alerts that nobody gets. */
export const NO_ALERTS: Alerts = { checkSlackUrl: () => undefined, send: async () => undefined };
