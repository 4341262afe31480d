import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { status: number; headers?: Record<string, string> };

export type SlackCatcher = Awaited<ReturnType<typeof startSlack>>;

/** A place that Slack messages are posted to and kept. It answers what it is told to answer next, else 200. */
export async function startSlack() {
  const posted: { path: string; text: string }[] = [];
  const answers: Answer[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { status, headers } = answers.shift() ?? { status: 200 };
      if (status === 200) posted.push({ path: request.url ?? "", ...(JSON.parse(Buffer.concat(chunks).toString()) as { text: string }) });
      response.writeHead(status, headers).end(status === 200 ? "ok" : "no");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "localhost", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { origin, url: `${origin}/services/T0/B0/secret`, posted, answers, stop: async () => void server.close() };
}
