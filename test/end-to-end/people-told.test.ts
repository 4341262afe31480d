import { describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push } from "./harness.ts";
import { hearQuickBooks } from "./hearing.ts";
import { DEAL, lettersStage } from "./letters-stage.ts";
import { workWaiting } from "./waiting-jobs.ts";

const here = lettersStage();
const { put, post, letters, run, pressPush, refusal, ordersOf } = here;

describe("people are told", () => {
  test("once of a cause, on every channel, and again when it has healed", async () => {
    refusal("6000", "/estimate", 2);
    await pressPush();
    expect(here.slack.posted).toHaveLength(1);
    expect(here.slack.posted[0]?.text).toMatch(/1 waits for finance, since 20\d\d-.*USD: .*refused with 6000/);
    expect(here.mail.mails).toMatchObject([
      { to: ["cfo@northwind.example"], subject: expect.stringContaining("waits for a person") as string },
    ]);

    await post("/ui/dead-letters/retry", { cause: "6000: the order" });
    await workWaiting(here.stage);
    await run("alerts");
    expect([here.slack.posted.length, here.mail.mails.length]).toEqual([1, 1]);

    await post("/ui/dead-letters/retry", { cause: "6000: the order" });
    await workWaiting(here.stage);
    expect(here.slack.posted.at(-1)?.text).toMatch(/settled again\*\n• 1 went on: QuickBooks refused the order/);
    expect([here.slack.posted.length, here.mail.mails.length]).toEqual([2, 2]);
  });

  test("on the other channel when one is down, and on that one later", async () => {
    here.slack.answers.push({ status: 404 });
    refusal("6000", "/estimate");
    await pressPush();
    expect([here.slack.posted.length, here.mail.mails.length]).toEqual([0, 1]);
    expect((await letters()).map(({ kind }) => kind)).toEqual(["push-deal", "send-alerts"]);
    await run("alerts");
    expect(here.slack.posted[0]?.text).toContain("refused with 6000");
  });

  test("once more when something has waited for a day, for three, and for a week", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    const toldOf = (age: string) => here.slack.posted.filter(({ text }) => text.includes(`Waiting for more than ${age}:`)).length;
    const told: number[][] = [];
    for (let day = 0; day < 9; day += 1) {
      await here.stage.clock.sleep(24 * 3_600_000 + 1);
      await run("alerts");
      told.push([toldOf("a day"), toldOf("3 days"), toldOf("7 days")]);
    }
    expect([told[0], told[2], told[8]]).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
  });

  test("each day of all that waits, and on one channel not again because the other was down", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    here.mail.refuse.mails = 1;
    await expect(run("digest")).rejects.toMatchObject({ code: "mailNotTaken" });
    await run("digest");
    const digests = () =>
      [here.slack.posted.map(({ text }) => text), here.mail.mails.map(({ subject }) => subject)].map(
        (all) => all.filter((each) => each.includes("1 waiting today")).length,
      );
    expect(digests()).toEqual([1, 1]);
    await run("alerts");
    await here.stage.clock.sleep(24 * 3_600_000);
    await run("digest");
    expect(digests()).toEqual([2, 2]);
  });

  test("of orders that somebody invoices by hand once, however many more there are, each day how many wait, and when finance has answered", async () => {
    const { hubspot, quickbooks } = here.stage.sandbox;
    const invoiceByHand = async (dealId: string) => {
      hubspot.portal(NORTHWIND_PORTAL).patch("deals", dealId, { dealstage: "closedwon" });
      await push(here.stage, dealId);
      const order = quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(dealId));
      quickbooks.people.acceptEstimate(US_REALM, order?.Id ?? "");
      quickbooks.people.invoiceFromEstimate(US_REALM, order?.Id ?? "");
      await hearQuickBooks(here.stage);
      await workWaiting(here.stage);
    };
    await invoiceByHand(DEAL_IDS.globex);
    const texts = () => here.slack.posted.map(({ text }) => text);
    expect(texts()).toEqual([
      expect.stringMatching(
        /^\*Tieout: finance is asked about documents in QuickBooks\*\n• 1 order invoiced by hand in QuickBooks, since /,
      ),
    ]);
    expect(here.mail.mails.map(({ subject }) => subject)).toEqual(["Tieout: finance is asked about documents in QuickBooks"]);
    await invoiceByHand(DEAL_IDS.initech);
    await run("alerts");
    expect(texts()).toHaveLength(1);

    await run("digest");
    expect(texts().at(-1)).toMatch(/waiting today\*\n• To be decided on the Finance desk: .*2 orders invoiced by hand in QuickBooks/);
    const { holds } = await here.ask<{ holds: { id: string }[] }>("/ui/holds");
    await post("/ui/holds/answer", { ids: holds.map(({ id }) => id), answer: "adopt" });
    await workWaiting(here.stage);
    expect(texts().at(-1)).toContain("Nothing waits for finance any more: orders invoiced by hand in QuickBooks");
  });

  test("by the test button, which says of each channel whether it works", async () => {
    here.slack.answers.push({ status: 404 });
    const { tried } = await post<{ tried: { channel: string; ok: boolean; message: string }[] }>("/ui/alerts/test");
    expect(tried).toMatchObject([
      { channel: "slack", ok: false },
      { channel: "email", ok: true },
    ]);
    await expect(put({ alerts: { slackWebhookUrl: "https://evil.example/x", emails: [] } })).rejects.toThrow("slackUrl");
  });
});

test("a lost connection is told once, and heals when an admin has connected again; what waited is pushed", async () => {
  here.stage.sandbox.quickbooks.wire.faults.add({
    match: { path: "/tokens/bearer" },
    when: "before",
    kind: "answer",
    answer: { status: 400, body: { error: "invalid_grant" } },
  });
  here.stage.sandbox.quickbooks.wire.faults.add({ match: { path: "/v3/" }, when: "before", kind: "answer", answer: { status: 401 } });
  await pressPush();
  expect((await letters()).map(({ cause }) => cause)).toContain("connectionLost: QuickBooks");
  expect(here.slack.posted).toHaveLength(1);
  const lost = { state: "notConnected", failure: { fixBy: "admin", since: expect.stringMatching(/^2026-/) as string } };
  const viewFor = (who: "rep" | "admin") => here.stage.actors.ask<object>(who, `/ui/deals/${DEAL}`);
  expect([await viewFor("rep"), await viewFor("admin")]).toMatchObject([
    { ...lost, actions: [] },
    { ...lost, actions: ["connect"] },
  ]);
  here.stage.sandbox.quickbooks.wire.faults.clear();
  const { url } = await post<{ url: string }>("/ui/quickbooks/connect", { confirm: true });
  await here.stage.actors.walk(url);
  await workWaiting(here.stage);
  expect(await letters()).toEqual([]);
  expect(await ordersOf()).toHaveLength(1);
  expect(here.slack.posted.at(-1)?.text).toContain("settled again");
});
