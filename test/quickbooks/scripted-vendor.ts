import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };
/** `body` as an object is JSON. `drop` cuts the connection without an answer, `hang` never answers. */
export type Scripted = { status?: number; headers?: Record<string, string>; body?: string | object; drop?: true; hang?: true };

export type ScriptedVendor = { url: string; asked: Asked[]; [Symbol.asyncDispose](): Promise<void> };

/** A vendor on a real socket that answers what the test says and keeps what it was asked. */
export async function scriptedVendor(answer: (asked: Asked, count: number) => Scripted): Promise<ScriptedVendor> {
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        url: new URL(incoming.url ?? "/", "http://vendor"),
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      asked.push(request);
      const { status = 200, headers = {}, body = "", drop, hang } = answer(request, asked.length);
      if (drop) return void incoming.socket.destroy();
      if (hang) return;
      outgoing.writeHead(status, { intuit_tid: "1-tid", ...headers });
      outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A fault as QuickBooks writes it (facts/quickbooks.md §4.1). */
export function faultOf(code: string, detail: string, type = "ValidationFault"): object {
  return { Fault: { Error: [{ Message: "A message", Detail: detail, code, element: "" }], type }, time: "2026-05-05T03:11:46.211-07:00" };
}
