import type { NewLetter } from "../ports/dead-letters.ts";
import type { PortalTx } from "../ports/store.ts";
import * as letters from "./dead-letters.ts";
import type { PortalScope } from "./with-portal.ts";

/** The dead letters of one portal; whenever one comes or heals, the people who are to know are told. */
export function deadLettersOf(scope: PortalScope, alert: () => Promise<void>): PortalTx["deadLetters"] {
  async function bury(letter: NewLetter, at: Temporal.Instant): Promise<void> {
    await letters.buryLetter(scope, letter, at);
    // That an alert could not be sent is told by the schedule; another try at once would go on for ever.
    if (letter.kind !== "send-alerts") await alert();
  }
  return {
    bury,
    async buryFound(letter, at) {
      if (!(await letters.wasDismissed(scope, letter))) await bury(letter, at);
    },
    read: (id) => letters.readLetter(scope, id),
    list: (page) => letters.listLetters(scope, page),
    groups: (at) => letters.groupLetters(scope, at.subtract({ hours: 24 })),
    settledSince: (cause, since) => letters.settledLetters(scope, cause, since),
    withCode: (codes) => letters.lettersWithCode(scope, codes),
    ofKind: (kind) => letters.lettersOfKind(scope, kind),
    markRetrying: (ids) => letters.updateLetters(scope, ids, { state: "retrying" }),
    waitingFor: (kind, record) => letters.waitingLetterFor(scope, kind, record),
    assign: (id, owner) =>
      letters.updateLetters(scope, [id], { owner_id: owner && String(owner.userId), owner_email: owner && owner.email }),
    async dismiss(id, at) {
      await letters.dismissLetter(scope, id, at);
      await alert();
    },
    async heal(kind, record, at) {
      if ((await letters.healLetter(scope, kind, record, at)) && kind !== "send-alerts") await alert();
    },
  };
}
