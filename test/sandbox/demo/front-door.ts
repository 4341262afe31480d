import { createServer, type Server } from "node:http";
import { listen } from "../crm-page/crm-page.ts";
import type { StoryView } from "../crm-page/page-api.ts";

/** Opens the demo's address at once: until the CRM page takes the server over, it says what is being done and looks again each second. */
export async function openFrontDoor(port: number, story: () => StoryView): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(pageOf(story()));
  });
  await listen(server, port);
  return server;
}

function pageOf({ lines }: StoryView): string {
  const items = lines.map((line) => `<li>${line.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</li>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="1">
<title>Tieout's demo begins</title>
<link rel="icon" href="data:,">
<style>body { max-width: 44rem; margin: 4rem auto; padding: 0 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: #2a3440 }</style>
</head>
<body>
<h1>The demo begins</h1>
<p>Tieout sends won deals from HubSpot to QuickBooks, and the money comes back. In some seconds the simulated HubSpot opens here,
with the cards and the Finance desk in it, and the story is told in it while you watch.</p>
<ul>
${items}
</ul>
</body>
</html>
`;
}
