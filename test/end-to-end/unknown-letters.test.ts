import { expect, test } from "vitest";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL, lettersStage } from "./letters-stage.ts";
import { workWaiting } from "./waiting-jobs.ts";

const here = lettersStage();
const { ask, letters, ordersOf, post, pressPush } = here;

test("a push whose outcome nobody knows shows what went out, and that the next try sends just that, whatever became of the deal", async () => {
  const { hubspot, quickbooks } = here.stage.sandbox;
  quickbooks.wire.faults.add({
    match: { method: "POST", path: "/estimate\\?" },
    when: "before",
    kind: "answer",
    times: 2,
    answer: { status: 503 },
  });
  const person = hubspot.portal(NORTHWIND_PORTAL);
  person.patch("deals", DEAL, { tieout_po_number: "PO-97" });
  await pressPush();
  const [letter] = await letters();
  expect(letter).toMatchObject({ message: "QuickBooks is not working at the moment (HTTP 503).", byItself: true });
  expect(letter?.fields).toContainEqual({ path: "Line[1].Amount", value: "6000", before: null });
  person.patch("deals", DEAL, { tieout_po_number: "PO-98" });
  const sent = letter?.fields.map(({ path, value }) => ({ path, value }));
  const look = async () => (await ask<{ next: object }>(`/ui/dead-letters/${letter?.id}`)).next;
  expect(await look()).toEqual({ fields: sent, stoppedBy: [] });

  await post(`/ui/dead-letters/${letter?.id}/retry`);
  await workWaiting(here.stage);
  expect(await letters()).toMatchObject([{ attempts: 2, fields: letter?.fields }]);
  await post(`/ui/dead-letters/${letter?.id}/retry`);
  await workWaiting(here.stage);
  expect(await letters()).toEqual([]);
  expect(await ordersOf()).toHaveLength(1);
});
