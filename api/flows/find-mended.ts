import { RELEASED_BY } from "../domain/releases.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { Needs } from "./needs.ts";
import { retryLetters } from "./release-letters.ts";

/** So many letters are asked about in one run; the others have their turn in the next. */
const MOST_ASKED = 50;

/** Letters that wait for something in QuickBooks which nobody tells us of, a period opened or a name freed, are tried again once it is so. */
export async function findMended(needs: Needs, { portalId }: { portalId: number }): Promise<{ waiting: number; mended: number }> {
  const codes = [...RELEASED_BY.booksOpened, ...RELEASED_BY.nameFreed];
  const waiting = (await needs.store.inPortal(portalId, (tx) => tx.deadLetters.withCode(codes))).filter(({ state }) => state === "open");
  const mended: Letter[] = [];
  for (const letter of waiting.slice(0, MOST_ASKED)) if (await isMended(needs, portalId, letter)) mended.push(letter);
  await needs.store.inPortal(portalId, (tx) => retryLetters(tx, mended));
  return { waiting: waiting.length, mended: mended.length };
}

async function isMended(needs: Needs, portalId: number, { record, code, fields }: Letter): Promise<boolean> {
  const connectionId = await needs.store.inPortal(portalId, async (tx) => {
    const bound = (await tx.deals.read(record.id))?.connectionId ?? null;
    const connection = bound === null ? null : await tx.connections.read(bound);
    return connection?.state === "active" ? connection.connectionId : null;
  });
  if (connectionId === null) return false;
  const erp = needs.erp(portalId, connectionId);
  const sent = (path: string) => fields.find((field) => field.path === path)?.value;
  if (RELEASED_BY.booksOpened.includes(code)) {
    const [date, { booksClosedOn }] = [sent("TxnDate"), await erp.readCompany({ fresh: true })];
    return booksClosedOn === null || (date !== undefined && date > booksClosedOn);
  }
  const name = sent("DisplayName");
  return name !== undefined && (await erp.findNameHolders(name)).length === 0;
}
