import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { joinPortal, later, NOW, rowsOf } from "./fixtures.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, 1);
  await db.store.inPortal(1, (tx) => tx.deals.save("7", { state: "needsReview" }));
});
afterAll(() => db.drop());

test("what finance has dismissed is remembered with who and when, and the first decision stays", async () => {
  const first = { dealId: "7", documents: ["order:12", "invoice:7"], by: { userId: 501, email: "ann@example.com" }, at: NOW };
  await db.store.inPortal(1, (tx) => tx.duplicates.dismiss(first));
  await db.store.inPortal(1, (tx) => tx.duplicates.dismiss({ ...first, by: { userId: 502, email: null }, at: later(60) }));
  await db.store.inPortal(1, (tx) => tx.duplicates.dismiss({ ...first, documents: [] }));

  expect(await db.store.inPortal(1, (tx) => tx.duplicates.listDismissed("7"))).toEqual(["invoice:7", "order:12"]);
  expect(await db.store.inPortal(1, (tx) => tx.duplicates.listDismissed("8"))).toEqual([]);
  const rows = await rowsOf(db.url, "select user_id, user_email, dismissed_at from dismissed_duplicates order by document");
  expect(rows).toMatchObject([
    { user_id: "501", user_email: "ann@example.com" },
    { user_id: "501", user_email: "ann@example.com" },
  ]);
});
