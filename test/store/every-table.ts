import type { MirrorRecord } from "../../api/ports/mirror.ts";
import { connectionLost } from "../../api/ports/dead-letters.ts";
import { onServer, type TestDatabase } from "../database.ts";
import { buyerKey, sampleConflict } from "./field-sync-fixtures.ts";
import { sampleLine } from "./sync-log.fixtures.ts";
import { sampleCustomer, sampleMatch } from "./matching-fixtures.ts";
import { exampleSale, intentOf, NOW, orderKey, runOf } from "./fixtures.ts";

/** Rows of a portal in every table that a tenant has. */
export async function fillEveryTable(db: TestDatabase, portalId: number): Promise<void> {
  await onServer(db.url, `insert into product_mappings (portal_id, position, sku, items) values (${portalId}, 0, 'A', '[]')`);
  await db.store.inPortal(portalId, async (tx) => {
    const [connection] = await tx.connections.list();
    const connectionId = connection?.connectionId ?? "";
    await tx.settings.save(await tx.settings.readToChange());
    await tx.settings.saveOwn(connectionId, { readOnly: true });
    await tx.orderNumbers.take(connectionId, { prefix: "SO-", from: 1 });
    await tx.dryRuns.insert({ runId: "1", lists: {}, startedAt: NOW });
    await tx.dryRuns.choose("1", ["7"], 0);
    const lists = { products: [{ sku: "A", items: [{ itemId: "1", quantity: "1", share: "1" }] }] };
    await tx.mapping.save({ lists, what: "Products saved", by: { userId: 501, email: null }, at: NOW, expectedVersion: null });
    await tx.audit.append({ by: null, what: "settings.changed", subject: null, details: {} });
    await tx.amountBasis.choose(NOW);
    await tx.schedule.claim("sweep", NOW, NOW);
    await tx.workflowConsents.ask("77", "7", NOW);
    await tx.workflowRuns.insert(runOf("ap-1"));
    await tx.deadLetters.bury(connectionLost({ object: "connection", id: connectionId }, "QuickBooks"), NOW);
    await tx.alertNotices.noteTold("slack", ["connectionLost"], NOW);
    await tx.breaker.admit("7", NOW, { pushes: 1, minutes: 1 });
    await tx.deals.save("7", { state: "ready", connectionId });
    const reasons = [{ code: "contractOver" as const, message: "It is large." }];
    await tx.approvals.ask({ dealId: "7", dealName: "Deal", sale: exampleSale("7"), reasons, requestedBy: null }, NOW);
    await tx.catalogueTold.save([{ sku: "A", name: "A", description: null, price: null, active: true }]);
    const document = { connectionId, kind: "order", externalId: "145", orderId: "145", number: null, url: "", currency: "USD" } as const;
    await tx.drifts.save(document, { what: "deleted", agreed: 1n, found: null, state: "open" }, NOW);
    await tx.holds.save({ connectionId, orderId: "145" }, { why: "rejected", invoiceIds: [], state: "open" }, NOW);
    await tx.duplicates.dismiss({ dealId: "7", documents: ["order:145"], by: { userId: 501, email: "ann@example.com" }, at: NOW });
    await tx.links.save({ ...orderKey(connectionId), externalId: "145", how: "created", reasons: [] });
    await tx.intents.insert(intentOf(orderKey(connectionId)));
    const seen = {
      customerId: "1",
      currency: "USD",
      date: "2026-12-01",
      lastUpdated: NOW.toString(),
      version: 0,
      url: "",
      number: null,
      markers: [],
    };
    const order = { ...seen, id: "145", status: "pending", net: 1n, tax: null, total: 1n, invoiceIds: [] } as const;
    const invoice = {
      dueDate: null,
      net: 1n,
      tax: 0n,
      total: 1n,
      balance: 1n,
      orderIds: ["145"],
      paymentIds: [],
      creditMemoIds: [],
      voided: false,
    };
    const applied = [{ invoiceId: "146", amount: 1n, credit: 0n }];
    const memo = { ...seen, id: "148", net: 1n, tax: 0n, total: 1n, remaining: 1n, paymentIds: [], voided: false };
    const item = {
      id: "1",
      name: "A",
      sku: null,
      active: true,
      taxable: true,
      unitPrice: null,
      deferredRevenue: false,
      lastUpdated: NOW.toString(),
      version: 0,
    };
    const records: MirrorRecord[] = [
      { kind: "item", record: item },
      { kind: "order", record: { ...order, invoiceIds: [] } },
      { kind: "invoice", record: { ...seen, ...invoice, id: "146" } },
      { kind: "payment", record: { ...seen, id: "147", total: 1n, unapplied: 0n, applied, voided: false } },
      { kind: "creditMemo", record: memo },
    ];
    await tx.mirror.save(connectionId, records, NOW);
    await tx.mirror.saveMove(connectionId, "1", "2");
    await tx.feeds.begin(connectionId, NOW);
    await tx.feeds.saveChangedSince(connectionId, NOW);
    await tx.feeds.countRead(connectionId, "2026-12");
    await tx.telling.mark("deal", ["7"]);
    await tx.telling.saveShownOnCompany("9", { tieout_balance: "1.00" });
    await tx.mirroredCustomers.startFill(connectionId, NOW);
    await tx.mirroredCustomers.save(connectionId, [sampleCustomer("71")], { at: NOW, homeCountry: "US" });
    await tx.matches.save(sampleMatch(connectionId));
    await tx.links.save({ ...buyerKey(connectionId), externalId: "71", how: "created", reasons: [] });
    await tx.fieldSync.remember(buyerKey(connectionId), [{ field: "phone", hubspot: { phone: "1" }, quickbooks: { phone: "1" } }], NOW);
    await tx.conflicts.open(sampleConflict(connectionId), NOW);
    await tx.syncLog.add([sampleLine()]);
    await tx.people.forget("41", NOW);
  });
}
