import type { Response } from "express";

/** A small page for a person's browser at the end of a step; `title` and `text` are ours, never a visitor's. */
export function showPage(response: Response, status: number, title: string, text: string): void {
  response
    .status(status)
    .set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
    .type("html")
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tieout: ${title}</title>` +
        `<body style="font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color:#33475b"><h1 style="font-size:1.5rem">${title}</h1><p>${text}</p></body></html>`,
    );
}
