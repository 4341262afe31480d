import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { noteAnswer } from "./answers.ts";
import { asks, unlessRefused } from "./at-the-desk.ts";
import { dealsOf } from "./records.ts";
import { signatureOf } from "./sold.ts";
import { pick, type Acts, type Story } from "./story.ts";

type Document = { url: string };
type Hold = { id: string; why: "rejected" | "closed" | "invoiced"; order: Document; invoices: Document[]; answers: string[] };
type Drift = { id: string; kind: "order" | "invoice"; what: string; url: string; found: { amount: string } | null };
type Change = { field: string; atPush: string; now: string };

const idOf = ({ url }: Document) => /txnId=(\d+)/.exec(url)?.[1] ?? "";
const byId =
  <Each>(documentOf: (each: Each) => Document) =>
  (one: Each, other: Each) =>
    Number(idOf(documentOf(one))) - Number(idOf(documentOf(other)));

/** What finance says of what somebody made of an order, and of deals that were changed after their push. */
export const DECISIONS: Acts<"answer hold" | "decide drift" | "keep order"> = {
  async "answer hold"(story, step) {
    const { holds } = await story.stage.actors.ask<{ holds: Hold[] }>("finance", "/ui/holds?state=open");
    const inOrder = holds.toSorted(byId(({ order }) => order));
    await pick(inOrder, step.hold, ({ id, why, order, invoices, answers }) =>
      pick(answers, step.answer, (answer) =>
        decided(asks(story, "finance", `/ui/holds/${id}/${answer}`), () =>
          noteAnswer(story.stage, story.answers, idOf(order), { why, invoiceIds: invoices.map(idOf), answer }),
        ),
      ),
    );
  },
  async "decide drift"(story, step) {
    const { drift } = await story.stage.actors.ask<{ drift: Drift[] }>("finance", "/ui/drift?state=open");
    await pick(drift.toSorted(byId((each) => each)), step.drift, (each) =>
      decided(asks(story, "finance", `/ui/drift/${each.id}/${step.accept ? "accept" : "ignore"}`), () =>
        noteDrift(story, each, step.accept),
      ),
    );
  },
  async "keep order"(story, { deal: index }) {
    const changed = story.stage.sandbox.hubspot
      .portal(NORTHWIND_PORTAL)
      .list("deals")
      .filter(({ properties }) => properties["tieout_state"] === "changed");
    await pick(changed, index, async ({ id }) => {
      const { changes } = await story.stage.actors.ask<{ changes: Change[] }>("finance", `/ui/deals/${id}`);
      const deal = dealsOf(story.stage).find((each) => each.id === id);
      const [link] = await story.ask<{ external_id: string }>(
        `select external_id from links where record_type = 'order' and record_id = '${id}'`,
      );
      if (changes.length === 0 || !deal || !link) return;
      const signature = signatureOf(story, deal, link.external_id);
      await decided(asks(story, "finance", `/ui/deals/${id}/keep`, "POST", { changes }), () => story.answers.kept.set(id, signature));
    });
  },
};

async function decided(asking: Promise<unknown>, note: () => unknown): Promise<void> {
  let refused = false;
  await asking.catch((error: unknown) => {
    unlessRefused(error);
    refused = true;
  });
  if (!refused) note();
}

/** Only of orders is a deal told in its state. */
function noteDrift({ answers }: Story, drift: Drift, accept: boolean): void {
  if (drift.kind !== "order") return;
  const [id, total] = [idOf(drift), Number(drift.found?.amount)];
  if (drift.what === "deleted") {
    if (accept) answers.goneAgreed.add(id);
  } else if (accept) answers.accepted.set(id, total);
  else answers.ignored.set(id, { total, unsettled: false });
}
