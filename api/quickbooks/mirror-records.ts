import { z } from "zod";
import type { Erp, ErpItem } from "../ports/erp.ts";
import type { ErpChanges, ErpPage } from "../ports/erp-pages.ts";
import type { Versioned } from "../ports/erp-documents.ts";
import { MIRROR_KINDS, type MirrorKind, type MirrorRecord } from "../ports/mirror.ts";
import { isSellable, itemFrom } from "./mapping/company.ts";
import { creditMemoFrom } from "./mapping/credit-memo.ts";
import { invoiceFrom } from "./mapping/invoice.ts";
import { orderFrom } from "./mapping/order.ts";
import { paymentFrom } from "./mapping/payment.ts";
import { versionOf, type Reading } from "./mapping/reading.ts";
import { VendorCreditMemo, VendorEstimate, VendorInvoice, VendorItem, VendorPayment } from "./mapping/vendor-shapes.ts";
import { ALSO_INACTIVE, quoted, type Select } from "./query.ts";
import { bodyOf, idIn, isDeleted, readById, readEach, understood, type Company } from "./records.ts";

type Kind = { entity: string; select: Select; read(row: unknown, reading: Reading): MirrorRecord | null };

const KINDS: Record<MirrorKind, Kind> = {
  item: { ...named("Item", [ALSO_INACTIVE]), read: itemRecord },
  order: { ...named("Estimate"), read: (row, reading) => ({ kind: "order", record: orderFrom(understood(VendorEstimate, row), reading) }) },
  payment: {
    ...named("Payment"),
    read: (row, reading) => ({ kind: "payment", record: paymentFrom(understood(VendorPayment, row), reading) }),
  },
  creditMemo: {
    ...named("CreditMemo"),
    read: (row, reading) => ({ kind: "creditMemo", record: creditMemoFrom(understood(VendorCreditMemo, row), reading) }),
  },
  invoice: {
    ...named("Invoice"),
    read: (row, reading) => ({ kind: "invoice", record: invoiceFrom(understood(VendorInvoice, row), reading) }),
  },
};

function named(entity: string, where: string[] = []): { entity: string; select: Select } {
  return { entity, select: { from: entity, where } };
}

/** Categories and bundles are none of ours. */
function itemRecord(row: unknown): MirrorRecord | null {
  const item = understood(VendorItem, row);
  return isSellable(item) ? { kind: "item", record: versionedItem(item) } : null;
}

const versionedItem = (item: VendorItem): ErpItem & Versioned => ({ ...itemFrom(item), ...versionOf(item) });

/** CDC tells no more objects than this, and has no pages (facts/quickbooks.md §3.3). */
const MOST_CHANGES = 1_000;
/** Longer conditions than this make queries that are too long. */
const IDS_A_QUERY = 100;

type MirrorReads = Pick<Erp, "countRecords" | "listRecords" | "readChanges" | "readCreditMemo" | "readItem" | "findMissingCustomers">;

/** The reads that feed the mirror. */
export function mirrorReads({ client, reading }: Company): MirrorReads {
  const recordsOf = async (kind: MirrorKind, rows: unknown[]) => {
    const facts = await reading();
    const { read, unread } = readEach(kind, rows, (row) => KINDS[kind].read(row, facts));
    return { records: read.filter((record) => record !== null), unread };
  };
  return {
    countRecords: (kind) => client.count(KINDS[kind].select),
    async listRecords(kind, start, limit): Promise<ErpPage> {
      const rows = await client.queryPage(KINDS[kind].select, start, limit);
      return { ...(await recordsOf(kind, rows)), rows: rows.length };
    },
    async readChanges(since): Promise<ErpChanges> {
      const entities = MIRROR_KINDS.map((kind) => KINDS[kind].entity).join(",");
      const answer = await client.get("cdc", { entities, changedSince: since.toString({ smallestUnit: "second" }) });
      const changed = changesIn(bodyOf(answer));
      const changes: Omit<ErpChanges, "complete"> = { records: [], unread: [], deleted: [] };
      for (const { kind, rows } of changed) {
        const living = await recordsOf(
          kind,
          rows.filter((row) => !isDeleted(row)),
        );
        const deleted = readEach(kind, rows.filter(isDeleted), idIn);
        changes.records.push(...living.records);
        changes.unread.push(...living.unread, ...deleted.unread);
        changes.deleted.push(...deleted.read.map((id) => ({ kind, id })));
      }
      const told = changed.reduce((count, { rows }) => count + rows.length, 0);
      return { ...changes, complete: told < MOST_CHANGES };
    },
    async readCreditMemo(id) {
      const memo = await readById(client, "CreditMemo", id, VendorCreditMemo);
      return memo && creditMemoFrom(memo, await reading());
    },
    async readItem(id) {
      const item = await readById(client, "Item", id, VendorItem);
      return item && isSellable(item) ? versionedItem(item) : null;
    },
    async findMissingCustomers(ids) {
      const found = new Set<string>();
      for (let at = 0; at < ids.length; at += IDS_A_QUERY) {
        const some = ids
          .slice(at, at + IDS_A_QUERY)
          .map(quoted)
          .join(", ");
        const rows = await client.query({ from: "Customer", where: [`Id IN (${some})`, ALSO_INACTIVE] });
        for (const id of rows.map(idIn)) found.add(id);
      }
      return ids.filter((id) => !found.has(id));
    },
  };
}

const Told = z.object({ CDCResponse: z.array(z.object({ QueryResponse: z.array(z.record(z.string(), z.unknown())) })) });

/** One entry per kind asked for, {} where nothing changed; entries are told apart by the name of what they hold. */
function changesIn(body: Record<string, unknown>): { kind: MirrorKind; rows: unknown[] }[] {
  const entries = understood(Told, body).CDCResponse.flatMap(({ QueryResponse }) => QueryResponse);
  return MIRROR_KINDS.map((kind) => {
    const rows = entries.flatMap((entry) => entry[KINDS[kind].entity] ?? []);
    return { kind, rows };
  });
}
