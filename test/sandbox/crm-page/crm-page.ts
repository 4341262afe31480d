import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import { backendRouter, type BackendNeeds } from "./backend.ts";
import type { ExtensionFiles } from "../extension-bundle.ts";
import { bundleBrowser, type BrowserBundle } from "./browser-bundle.ts";

export type CrmPageOptions = Omit<BackendNeeds, "appId"> & {
  /** 0: any free one. */
  port: number;
  /** The files of the app's built extensions; they are read on each request, so that a new build shows after a reload. */
  extensions: ExtensionFiles;
  appId?: number | string;
  /** A server that listens already: from now on it answers with the page. */
  server?: Server;
};
export type CrmPage = { url: string; port: number; stop(): Promise<void> };

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HubSpot and QuickBooks, simulated</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/page.css">
</head>
<body><div id="root"></div><script src="/assets/page.js"></script></body>
</html>
`;

/**
 * Serves the CRM page on 127.0.0.1: deals, companies and the app's card and pages on HubSpot's side, customers, estimates and invoices on
 * QuickBooks' side. Fails with EADDRINUSE when the port is taken.
 */
export async function startCrmPage({
  port,
  extensions,
  appId = "tieout",
  server = createServer(),
  ...needs
}: CrmPageOptions): Promise<CrmPage> {
  const app = pageApp(await bundleBrowser(), extensions, { ...needs, appId });
  server.removeAllListeners("request").on("request", app);
  if (!server.listening) await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Throws EADDRINUSE where the port is taken. */
export async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

function pageApp(bundle: BrowserBundle, extensions: ExtensionFiles, needs: BackendNeeds): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use("/backend", backendRouter(needs));
  app.get("/assets/page.js", (_request, response) => void response.type("js").send(bundle.page));
  app.get("/assets/worker.js", (_request, response) => void response.type("js").send(bundle.worker));
  app.get("/assets/page.css", (_request, response) => void response.type("css").send(bundle.styles));
  for (const [name, file] of Object.entries(extensions)) {
    app.get(`/assets/${name}.js`, (_request, response) => response.sendFile(file, { cacheControl: false, dotfiles: "allow" }));
  }
  // Every other address is a place within the page.
  app.get("/{*place}", (_request, response) => void response.type("html").send(PAGE));
  return app;
}
