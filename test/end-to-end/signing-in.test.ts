import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { startStage, type Stage } from "./harness.ts";
import { fromNowOn, type WrittenSince } from "./written-since.ts";

let stage: Stage;
let written: WrittenSince;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  written = await fromNowOn(stage);
});

describe("signing in", () => {
  type Journey = { callback: string; cookie: string };

  /** A browser that begins here, grants access at the vendor, and is about to come back. */
  async function begin(start: string): Promise<Journey> {
    const first = await fetch(start, { redirect: "manual" });
    const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const granted = await fetch(first.headers.get("location") ?? "", { redirect: "manual" });
    return { callback: granted.headers.get("location") ?? "", cookie };
  }
  const comeBack = (callback: string, cookie: string) => fetch(callback, { redirect: "manual", headers: cookie === "" ? {} : { cookie } });
  const connectUrl = async () =>
    (await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} })).url;
  const STARTS: [string, () => Promise<string>][] = [
    ["HubSpot", () => Promise.resolve(`${stage.url}/oauth/hubspot/install`)],
    ["QuickBooks", connectUrl],
  ];

  describe.each(STARTS)("at %s", (_vendor, start) => {
    let journey: Journey;
    beforeEach(async () => {
      journey = await begin(await start());
      written = await fromNowOn(stage);
    });

    test("is done by the browser that began it, once; the same callback again is refused", async () => {
      expect((await comeBack(journey.callback, journey.cookie)).status).toBe(302);
      written = await fromNowOn(stage);
      expect((await comeBack(journey.callback, journey.cookie)).status).toBe(401);
      await written.expectNothing();
    });

    test("is refused in a browser that did not begin it, and is still good for the one that did", async () => {
      const other = await begin(await start());
      written = await fromNowOn(stage);
      for (const cookie of ["", "tieout_oauth=", other.cookie]) expect((await comeBack(journey.callback, cookie)).status).toBe(401);
      await written.expectNothing();
      expect((await comeBack(journey.callback, journey.cookie)).status).toBe(302);
    });

    test("is refused after ten minutes", async () => {
      await stage.clock.sleep(601_000);
      expect((await comeBack(journey.callback, journey.cookie)).status).toBe(401);
      await written.expectNothing();
    });

    test("is refused with a state that was changed, cut or made by somebody else", async () => {
      const state = new URL(journey.callback).searchParams.get("state") ?? "";
      const [head = "", payload = "", signature = ""] = state.split(".");
      const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
      for (const forged of ["", "x", `${head}.${payload}.`, `${unsigned}.${payload}.`, `${head}.${payload}.${signature.toUpperCase()}`]) {
        const callback = new URL(journey.callback);
        callback.searchParams.set("state", forged);
        expect((await comeBack(callback.href, journey.cookie)).status).toBe(401);
      }
      await written.expectNothing();
    });
  });

  test("a state of one vendor is refused at the other's callback", async () => {
    const journey = await begin(`${stage.url}/oauth/hubspot/install`);
    written = await fromNowOn(stage);
    const callback = journey.callback.replace("/oauth/hubspot/", "/oauth/quickbooks/");
    expect((await comeBack(`${callback}&realmId=${US_REALM}`, journey.cookie)).status).toBe(401);
    await written.expectNothing();
  });

  test("the link from the card opens one browser's journey, and no second", async () => {
    const link = await connectUrl();
    expect((await fetch(link, { redirect: "manual" })).status).toBe(302);
    written = await fromNowOn(stage);
    expect((await fetch(link, { redirect: "manual" })).status).toBe(401);
    await written.expectNothing();
  });

  test("who takes back the grant at QuickBooks' page has joined nothing", async () => {
    const journey = await begin(await connectUrl());
    const refused = new URL(journey.callback);
    refused.searchParams.delete("code");
    refused.searchParams.set("error", "access_denied");
    const connections = () => stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
    const joined = await connections();
    expect((await comeBack(refused.href, journey.cookie)).status).toBe(409);
    expect(await connections()).toEqual(joined);
  });
});
