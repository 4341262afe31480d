import type { PageConfig, PageUser } from "../../page-api.ts";

/** What every extension is told about who looks at it, and in which portal. */
export function visitorContext({ portalId, timeZone, apiOrigin, appId }: PageConfig, { id, email, firstName, lastName }: PageUser) {
  return {
    user: { id, email, emails: [email], firstName, lastName, roles: [], teams: [], permissions: [], locale: "en-us", language: "en" },
    portal: { id: portalId, timezone: timeZone },
    extension: { appId, appName: "Tieout" },
    variables: { API_ORIGIN: apiOrigin },
  };
}
