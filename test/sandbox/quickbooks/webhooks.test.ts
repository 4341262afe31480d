import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { APP, forPiedPiper, quickbooksForTest } from "./for-tests.ts";

type CloudEvent = { id: string; type: string; intuitentityid: string; intuitaccountid: string };

/** A receiver that keeps what it gets and answers what it is told. */
async function receiver() {
  const got: { body: string; headers: IncomingHttpHeaders }[] = [];
  const answers = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      got.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
      response.writeHead(answers.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/quickbooks`;
  const events = () => got.flatMap(({ body }) => JSON.parse(body) as CloudEvent[]);
  return { url, got, answers, events };
}

/** A sandbox whose webhooks leave only when the test says so. */
async function told() {
  const app = await receiver();
  const quickbooks = await quickbooksForTest({ webhookUrl: app.url });
  quickbooks.webhooks.configure({ latencyMs: 3_600_000 });
  return { ...quickbooks, app };
}

test("changes arrive as signed CloudEvents, with the realm and the id and nothing more", async () => {
  const { post, webhooks, app, realm } = await told();
  const estimate = await post("/estimate", forPiedPiper());
  await webhooks.flush();
  const { body, headers } = app.got[0]!;
  expect(app.events()).toMatchObject([
    { specversion: "1.0", type: "qbo.estimate.created.v1", intuitentityid: estimate.Id, intuitaccountid: realm, data: {} },
  ]);
  expect(headers["content-type"]).toBe("application/cloudevents+json");
  expect(headers["intuit-signature"]).toBe(createHmac("sha256", APP.verifierToken).update(body).digest("base64"));
});

test("a payment tells of itself and of the invoice that it pays; voids, deletes and sends have their own words", async () => {
  const { post, webhooks, app, people, realm, call } = await told();
  const invoice = await post("/invoice", forPiedPiper());
  await call("POST", `/invoice/${invoice.Id}/send?sendTo=a%40b.co`, "", { "content-type": "application/octet-stream" });
  const payment = people.receivePayment(realm, invoice.Id);
  people.delete(realm, "Payment", payment.Id);
  people.void(realm, "Invoice", invoice.Id);
  await webhooks.flush();
  expect(app.events().map((event) => event.type)).toEqual([
    "qbo.invoice.created.v1",
    "qbo.invoice.emailed.v1",
    "qbo.payment.created.v1",
    "qbo.invoice.updated.v1",
    "qbo.payment.deleted.v1",
    "qbo.invoice.updated.v1",
    "qbo.invoice.void.v1",
  ]);
  expect(new Set(app.events().map((event) => event.id)).size).toBe(7);
});

test("a refused write tells nothing", async () => {
  const { refusal, webhooks } = await told();
  await refusal("/estimate", { ...forPiedPiper(), CustomerRef: { value: "999" } });
  expect(webhooks.waiting()).toBe(0);
});

test("the old form groups by realm and names operations", async () => {
  const { post, webhooks, app, people, realm } = await told();
  webhooks.configure({ format: "legacy" });
  const customer = await post("/customer", { DisplayName: "Double" });
  people.mergeCustomers(realm, customer.Id, "4");
  await webhooks.flush();
  const { eventNotifications } = JSON.parse(app.got[0]!.body) as {
    eventNotifications: { realmId: string; dataChangeEvent: { entities: object[] } }[];
  };
  expect(eventNotifications).toHaveLength(1);
  expect(eventNotifications[0]!.realmId).toBe(realm);
  expect(eventNotifications[0]!.dataChangeEvent.entities).toMatchObject([
    { name: "Customer", id: customer.Id, operation: "Create", lastUpdated: "2026-11-23T04:00:00-08:00" },
    { name: "Customer", id: "4", operation: "Merge", deletedId: customer.Id },
  ]);
  expect(app.got[0]!.headers["content-type"]).toBe("application/json");
});

test("anything but 200 is delivered again, the same bytes, when its time has come", async () => {
  const { post, webhooks, app, clock } = await told();
  app.answers.status = 500;
  await post("/estimate", forPiedPiper());
  await webhooks.flush();
  app.answers.status = 200;
  clock.advance(1_000);
  await webhooks.flush();
  await webhooks.flush();
  expect(app.got).toHaveLength(2);
  expect(app.got[1]!.body).toBe(app.got[0]!.body);
  expect(webhooks.deliveries().map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 500],
    [2, 200],
  ]);
  expect(webhooks.waiting()).toBe(0);
});

test("webhooks can be held, lost, repeated and shuffled", async () => {
  const { people, realm, webhooks, app } = await told();
  webhooks.configure({ held: true, drop: 1, repeats: 2, shuffled: true });
  for (let index = 0; index < 21; index++) people.create(realm, "Class", { Name: `C${index}` });
  await webhooks.flush();
  expect(app.got).toHaveLength(0);
  webhooks.configure({ held: false });
  await webhooks.flush();
  expect(app.got).toHaveLength(3);
  expect(new Set(app.got.map(({ body }) => body)).size).toBe(1);
  const ids = (JSON.parse(app.got[0]!.body) as CloudEvent[]).map((event) => Number(event.intuitentityid));
  const inOrder = Array.from({ length: 20 }, (_, index) => index + 5);
  expect(ids).not.toEqual(inOrder);
  expect(ids.toSorted((one, other) => one - other)).toEqual(inOrder);
});

test("without a hand on it a change is delivered by itself", async () => {
  const { post, webhooks, app } = await told();
  webhooks.configure({ latencyMs: 1 });
  await post("/estimate", forPiedPiper());
  await expect.poll(() => app.got.length, { interval: 5, timeout: 30_000 }).toBe(1);
});
