import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { callbackify } from "node:util";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

type Answer = { status: number; headers?: Record<string, string> };

/** A place that Slack messages are posted to. It answers what the test says next, else 200. */
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
  return { origin, url: `${origin}/services/T0/B0/secret`, posted, answers, stop: () => void server.close() };
}

type Mail = { to: string[]; from: string; subject: string; text: string };

/** A mail server that keeps what it is given. `refuse.mails` has it refuse as many. */
export async function startMailCatcher() {
  const mails: Mail[] = [];
  const refuse = { mails: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const take = async () => {
        const mail = await simpleParser(stream);
        if (refuse.mails-- > 0) throw Object.assign(new Error("try again later"), { responseCode: 451 });
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: mail.from?.text ?? "",
          subject: mail.subject ?? "",
          text: mail.text ?? "",
        });
      };
      callbackify(take)((error) => done(error));
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, "localhost", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://localhost:${port}`, mails, refuse, stop: () => server.close() };
}
