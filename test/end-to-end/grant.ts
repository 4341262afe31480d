import type { Stage } from "./harness.ts";

/** What the vendor's page sends the browser back with; a code is used up by whoever exchanges it. */
export async function grantOf(
  stage: Pick<Stage, "url" | "actors">,
  vendor: "hubspot" | "quickbooks",
): Promise<{ code: string; realmId: string; redirectUri: string }> {
  const first =
    vendor === "hubspot"
      ? `${stage.url}/oauth/hubspot/install`
      : (await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} })).url;
  const redirectUri = `${stage.url}/oauth/${vendor}/callback`;
  for (let url = first; ;) {
    const next = (await fetch(url, { redirect: "manual" })).headers.get("location");
    if (next === null) throw new Error(`${url} leads nowhere.`);
    const { searchParams } = new URL(next, url);
    if (next.startsWith(redirectUri))
      return { code: searchParams.get("code") ?? "", realmId: searchParams.get("realmId") ?? "", redirectUri };
    url = new URL(next, url).href;
  }
}
