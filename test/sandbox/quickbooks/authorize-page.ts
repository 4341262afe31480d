import type { WireAnswer } from "../wire/server.ts";

const HTML = { "content-type": "text/html;charset=UTF-8" };

/** Asks a person which company to join; the form sends the query of the app along. */
export function authorizePage(query: URLSearchParams, companies: readonly { realmId: string; name: string }[]): WireAnswer {
  const hidden = [...query].map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`).join("");
  const choices = companies.map(({ realmId, name }, index) => {
    const checked = index === 0 ? " checked" : "";
    return `<p><label><input type="radio" name="realmId" value="${text(realmId)}"${checked}> ${text(name)} (${text(realmId)})</label></p>`;
  });
  const buttons = '<button id="connect">Connect</button> <button name="cancel" value="1">Cancel</button>';
  return page(200, `<h1>Choose a company</h1><form method="post" action="/connect/oauth2">${hidden}${choices.join("")}${buttons}</form>`);
}

/** Says why an authorize request cannot go on; nobody is sent back to an address that was not checked. */
export function refusalPage(reason: string): WireAnswer {
  return page(400, `<h1>Sorry, this app did not connect</h1><p>${text(reason)}</p>`);
}

/** What a link for people answers where QuickBooks' own pages are not drawn. */
export function recordPage(name: string, id: string | null): WireAnswer {
  return page(200, `<h1>${text(name)} ${text(id ?? "")}</h1>`);
}

function page(status: number, body: string): WireAnswer {
  return { status, headers: HTML, body: `<!doctype html><meta charset="utf-8"><title>Simulated QuickBooks</title><main>${body}</main>` };
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
