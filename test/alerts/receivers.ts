import type { AddressInfo } from "node:net";
import { callbackify } from "node:util";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

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
