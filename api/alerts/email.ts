import { createTransport } from "nodemailer";
import { AppError } from "../domain/errors.ts";
import type { Alert } from "../ports/alerts.ts";

const TIMEOUT_MS = 10_000;

/** A mail to each of these people. Throws unavailable when the mail server did not take it. */
export async function sendMail({ smtpUrl, from }: { smtpUrl: string; from: string }, to: string[], { title, lines }: Alert): Promise<void> {
  const server = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await server.sendMail({ from, to, subject: title, text: `${lines.join("\n\n")}\n` });
  } catch (cause) {
    throw new AppError("unavailable", "The mail server did not take the message.", { code: "mailNotTaken", cause });
  } finally {
    server.close();
  }
}
