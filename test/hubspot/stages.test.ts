import { describe, expect, test } from "vitest";
import type { HubSpotRequest } from "../../api/hubspot/transport.ts";
import { hubspotWith } from "./hubspot-with-deal.ts";

describe("the stage", () => {
  const pipelineReads = (requests: HubSpotRequest[]) => requests.filter(({ path }) => path.includes("/pipelines/")).length;

  test.each<[string, object, object]>([
    ["closed with probability 1.0 is won", { isClosed: "true", probability: "1.0" }, { won: true, closed: true }],
    ["closed with probability 0.0 is lost", { isClosed: "true", probability: "0.0" }, { won: false, closed: true }],
    ["probability 1.0 alone is not closed", { isClosed: "false", probability: "1.0" }, { won: false, closed: false }],
    ["0.99 is not won", { isClosed: "true", probability: "0.99" }, { won: false, closed: true }],
    ["without metadata it is open", {}, { won: false, closed: false }],
  ])("%s", async (_, metadata, expected) => {
    expect((await hubspotWith({ metadata }).read()).stage).toMatchObject(expected);
  });

  test("is remembered for five minutes", async () => {
    const { read, requests, pass } = hubspotWith({});
    await read();
    pass({ minutes: 4 });
    await read();
    expect(pipelineReads(requests)).toBe(1);
    pass({ minutes: 1 });
    await read();
    expect(pipelineReads(requests)).toBe(2);
  });

  test("that is new to us is asked for anew, and one that does not exist is neither won nor closed", async () => {
    const deal = { dealstage: "won" };
    const { read, requests } = hubspotWith({ deal });
    await read();
    deal.dealstage = "made up";
    expect((await read()).stage).toEqual({ id: "made up", won: false, closed: false });
    expect(pipelineReads(requests)).toBe(2);
  });
});
