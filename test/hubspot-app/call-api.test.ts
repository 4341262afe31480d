import { expect, test } from "vitest";
import { callApi, type Failure } from "../../hubspot-app/src/app/shared/call-api.ts";
import { fakeProxy, wrapped } from "./fake-proxy.ts";

const apiError = { error: { code: "notFound", message: "This deal is not known.", fixBy: "admin", requestId: "r-9" } };
const isNamed = (body: unknown): body is { name: string } => typeof body === "object" && body !== null && "name" in body;

async function failureOf(answer: Parameters<typeof fakeProxy>[0], status = 200): Promise<Failure> {
  const { fetch } = fakeProxy(answer);
  const called = await callApi(async () => {
    const response = await fetch("https://api.example.com");
    return new Response(await response.text(), { status });
  }, isNamed);
  if (called.ok) throw new Error("The call should have failed.");
  return called.failure;
}

test("an expected body is the answer", async () => {
  const { fetch } = fakeProxy({ name: "x" });
  expect(await callApi(() => fetch("https://api.example.com"), isNamed)).toEqual({ ok: true, value: { name: "x" } });
});

test("our API's own words come through the proxy's wrapping, as an object or as text", async () => {
  const failure = { message: "This deal is not known.", fixBy: "admin", requestId: "r-9", outcome: "refused" };
  expect(await failureOf(wrapped(404, apiError))).toEqual(failure);
  expect(await failureOf(wrapped(404, JSON.stringify(apiError)))).toEqual(failure);
});

test("our API's own words are read without wrapping too", async () => {
  expect(await failureOf(apiError, 404)).toMatchObject({ message: "This deal is not known.", requestId: "r-9", outcome: "refused" });
});

test.each([408, 429, 500, 502, 503])("a wrapped %i leaves the outcome open", async (status) => {
  expect(await failureOf(wrapped(status, null))).toMatchObject({ outcome: "unknown", requestId: "proxy-1" });
});

test.each([400, 401, 403, 404, 409])("a wrapped %i is a refusal", async (status) => {
  expect(await failureOf(wrapped(status, "<html>"))).toMatchObject({ outcome: "refused", requestId: "proxy-1" });
});

test("a failure of the proxy itself is told in its own words, and leaves the outcome open", async () => {
  const failure = await failureOf({
    status: "error",
    category: "VALIDATION_ERROR",
    message: "Invalid JSON Response Body",
    context: { correlationId: ["c-3"] },
  });
  expect(failure).toEqual({
    message: "Tieout did not answer as expected. HubSpot says: Invalid JSON Response Body.",
    fixBy: null,
    requestId: "c-3",
    outcome: "unknown",
  });
});

test.each(["<html>", "", "null", "[]", "{}"])("an answer of %j is a failure that may be asked again", async (text) => {
  expect(await failureOf(text)).toMatchObject({ outcome: "unknown", message: expect.stringContaining("could not be read") });
});

test("no connection and a timeout leave the outcome open", async () => {
  expect(await failureOf(new Error("timeout"))).toMatchObject({
    outcome: "unknown",
    message: expect.stringContaining("could not be reached"),
  });
});
