import { AppError } from "../domain/errors.ts";
import { goesOnByItself, RELEASED_BY } from "../domain/releases.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { retryLetters } from "./release-letters.ts";

/** So many names are asked about in one run; the others have their turn in the next. */
const MOST_NAMES = 50;
const TURN_MINUTES = 15;

const { booksOpened, nameFreed, erpAnswers, crmAnswers } = RELEASED_BY;

/**
 * Letters that wait for something which nobody tells us of, a period opened, a name freed or an outage over, are tried again
 * once it is so.
 */
export async function findMended(needs: Needs, { portalId }: { portalId: number }): Promise<{ waiting: number; mended: number }> {
  const codes = [...booksOpened, ...nameFreed, ...erpAnswers, ...crmAnswers];
  const { waiting, companies } = await needs.store.inPortal(portalId, async (tx) => {
    const open = (await tx.deadLetters.withCode(codes)).filter(({ state }) => state === "open");
    return { waiting: open, companies: await companiesOf(tx, open) };
  });
  const look = lookOnce(needs, portalId);
  const mended: Letter[] = [];
  for (const letter of inTurn(waiting, needs.clock.now())) if (await isMended(look, letter, companies.get(letter))) mended.push(letter);
  await needs.store.inPortal(portalId, (tx) => retryLetters(tx, mended));
  return { waiting: waiting.length, mended: mended.length };
}

/** Each run begins with other names than the one before, so that those which never are free keep none waiting. */
function inTurn(letters: Letter[], now: Temporal.Instant): Letter[] {
  const names = letters.filter(({ code }) => nameFreed.includes(code));
  const turn = Math.floor(now.epochMilliseconds / 60_000 / TURN_MINUTES);
  const first = names.length === 0 ? 0 : (turn * MOST_NAMES) % names.length;
  const chosen = [...names.slice(first), ...names.slice(0, first)].slice(0, MOST_NAMES);
  return [...letters.filter(({ code }) => !nameFreed.includes(code)), ...chosen];
}

type Look = ReturnType<typeof lookOnce>;

/** What a run asks the vendors, each thing once. */
function lookOnce({ crm, erp }: Needs, portalId: number) {
  const answers = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, ask: () => Promise<T>): Promise<T> => {
    const known = answers.get(name) as Promise<T> | undefined;
    if (known) return known;
    const asked = ask();
    answers.set(name, asked);
    return asked;
  };
  return {
    crmAnswers: () => once("crm", () => answering(() => crm(portalId).readAccount())).then((account) => account !== null),
    company: (connectionId: string) => once(connectionId, () => answering(() => erp(portalId, connectionId).readCompany({ fresh: true }))),
    holders: (connectionId: string, name: string) =>
      once(`${connectionId} ${name}`, () => answering(() => erp(portalId, connectionId).findNameHolders(name))),
  };
}

/** Null where the vendor does not answer (yet). */
async function answering<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function isMended(look: Look, { code, fields, attempts }: Letter, connectionId: string | undefined): Promise<boolean> {
  if (crmAnswers.includes(code)) return goesOnByItself(code, attempts) && look.crmAnswers();
  if (connectionId === undefined) return false;
  const sent = (path: string) => fields.find((field) => field.path === path)?.value;
  if (nameFreed.includes(code)) {
    const name = sent("DisplayName");
    return name !== undefined && (await look.holders(connectionId, name))?.length === 0;
  }
  const company = await look.company(connectionId);
  if (company === null) return false;
  if (erpAnswers.includes(code)) return goesOnByItself(code, attempts);
  const [date, { booksClosedOn }] = [sent("TxnDate"), company];
  return booksClosedOn === null || (date !== undefined && date > booksClosedOn);
}

/** The company that each letter's work is for, while it can be worked with: that of the job or of the deal, else the only one. */
async function companiesOf(tx: PortalTx, letters: Letter[]): Promise<Map<Letter, string>> {
  const active = (await tx.connections.list()).filter(({ state }) => state === "active").map(({ connectionId }) => connectionId);
  const ofDeals = await tx.deals.connectionsOf(letters.map(({ record }) => record.id));
  const found = new Map<Letter, string>();
  for (const letter of letters) {
    const ofJob = letter.job && "connectionId" in letter.job.data ? letter.job.data.connectionId : null;
    const bound = ofJob ?? ofDeals.get(letter.record.id) ?? (active.length === 1 ? active[0] : null);
    if (bound && active.includes(bound)) found.set(letter, bound);
  }
  return found;
}
