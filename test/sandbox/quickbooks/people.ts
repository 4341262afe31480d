import { committed } from "./commit.ts";
import { liveById, type Company } from "./company.ts";
import type { Entity, Fields, Line } from "./entity.ts";
import { notFound, QuickBooksFault } from "./fault.ts";
import type { Kind } from "./kinds.ts";
import { mergedCustomers } from "./merge-customers.ts";
import { pacificDate } from "./pacific-time.ts";
import { patchPreferences } from "./seed-company.ts";
import { write, type Operation } from "./write.ts";
import type { World } from "./world.ts";

export type People = ReturnType<typeof createPeople>;

/** What a person does in QuickBooks' own pages: no token and no rate limit, but the same rules, and webhooks as from there. */
export function createPeople(world: () => World) {
  const companyOf = (realmId: string): Company => {
    const company = world().companies.get(realmId);
    if (!company) throw notFound();
    return company;
  };
  const find = (realmId: string, kind: Kind, id: string): Entity => {
    const entity = liveById(companyOf(realmId), kind, id);
    if (!entity) throw notFound();
    return entity;
  };
  const act = (realmId: string, kind: Kind, operation: Operation, body: Fields): Entity | null => {
    const written = committed(world(), companyOf(realmId), new Set(), (context) => write(context, kind, operation, body));
    return "entity" in written ? liveById(companyOf(realmId), kind, written.entity.Id)! : null;
  };
  const identity = (realmId: string, kind: Kind, id: string): Fields => ({ Id: id, SyncToken: find(realmId, kind, id).SyncToken });
  const create = (realmId: string, kind: Kind, fields: Fields): Entity => act(realmId, kind, "create", fields)!;
  const edit = (realmId: string, kind: Kind, id: string, fields: Fields): Entity =>
    act(realmId, kind, "update", { ...identity(realmId, kind, id), sparse: true, ...fields })!;

  return {
    create,
    edit,
    void: (realmId: string, kind: Kind, id: string) => act(realmId, kind, "void", identity(realmId, kind, id))!,
    delete: (realmId: string, kind: Kind, id: string) => act(realmId, kind, "delete", identity(realmId, kind, id)),
    acceptEstimate(realmId: string, id: string, by = "Customer", on?: string): Entity {
      const AcceptedDate = on ?? pacificDate(world().clock.now());
      return edit(realmId, "Estimate", id, { TxnStatus: "Accepted", AcceptedBy: by, AcceptedDate });
    },
    rejectEstimate: (realmId: string, id: string) => edit(realmId, "Estimate", id, { TxnStatus: "Rejected" }),
    closeEstimate: (realmId: string, id: string) => edit(realmId, "Estimate", id, { TxnStatus: "Closed" }),
    /** "Create invoice" on an estimate: all its lines, with the customer's term and e-mail as that page fills them in. */
    invoiceFromEstimate(realmId: string, id: string, fields: Fields = {}): Entity {
      const estimate = find(realmId, "Estimate", id);
      const customer = find(realmId, "Customer", estimate.CustomerRef!.value);
      return create(realmId, "Invoice", { ...invoiceBody(estimate, customer), ...fields });
    },
    /** "Receive payment" on an invoice: the open balance, or a part of it, or more (the rest stays unapplied). */
    receivePayment(realmId: string, invoiceId: string, amount?: number, fields: Fields = {}): Entity {
      const invoice = find(realmId, "Invoice", invoiceId);
      const TotalAmt = amount ?? invoice.Balance ?? 0;
      const line = { Amount: Math.min(TotalAmt, invoice.Balance ?? 0), LinkedTxn: [{ TxnId: invoiceId, TxnType: "Invoice" }] };
      const { CustomerRef, CurrencyRef } = invoice;
      return create(realmId, "Payment", { CustomerRef: CustomerRef!, CurrencyRef: CurrencyRef!, TotalAmt, Line: [line], ...fields });
    },
    /** Spends a credit memo on an invoice, by a payment of zero. */
    applyCredit(realmId: string, creditMemoId: string, invoiceId: string, amount?: number): Entity {
      const memo = find(realmId, "CreditMemo", creditMemoId);
      const Amount = amount ?? Math.min(memo.Balance ?? 0, find(realmId, "Invoice", invoiceId).Balance ?? 0);
      const Line = [
        { Amount, LinkedTxn: [{ TxnId: invoiceId, TxnType: "Invoice" }] },
        { Amount, LinkedTxn: [{ TxnId: creditMemoId, TxnType: "CreditMemo" }] },
      ];
      return create(realmId, "Payment", { CustomerRef: memo.CustomerRef!, CurrencyRef: memo.CurrencyRef!, TotalAmt: 0, Line });
    },
    /** Puts a payment into a bank deposit, after which it cannot be changed (6540). */
    depositPayment(realmId: string, id: string): Entity {
      const LinkedTxn = [{ TxnId: `D${id}`, TxnType: "Deposit" }];
      return committed(world(), companyOf(realmId), new Set(), ({ work }) =>
        work.change("Payment", id, { ...find(realmId, "Payment", id), LinkedTxn }),
      );
    },
    mergeCustomers: (realmId: string, fromId: string, intoId: string) => mergedCustomers(world(), companyOf(realmId), fromId, intoId),
    setPreferences(realmId: string, patch: Record<string, object>): void {
      patchPreferences(companyOf(realmId), patch, world().clock.now());
      world().webhooks.emit([{ realmId, kind: "Preferences", id: "1", verb: "updated", at: world().clock.now() }]);
    },
  };
}

/** One action by name, as the control API calls it. */
export function actByName(people: People, action: string, args: readonly unknown[]): unknown {
  if (!Object.hasOwn(people, action)) throw new QuickBooksFault(500, `Unsupported Operation : there is no action ${action}.`);
  return (people[action as keyof People] as (...given: readonly unknown[]) => unknown)(...args);
}

function invoiceBody(estimate: Entity, customer: Entity): Fields {
  const copied = [
    "CustomerRef",
    "CurrencyRef",
    "ClassRef",
    "DepartmentRef",
    "BillAddr",
    "ShipAddr",
    "CustomerMemo",
    "CustomField",
    "ApplyTaxAfterDiscount",
  ];
  const body: Fields = Object.fromEntries(copied.flatMap((name) => (estimate[name] === undefined ? [] : [[name, estimate[name]]])));
  const term = estimate.SalesTermRef ?? customer.SalesTermRef;
  const email = estimate.BillEmail ?? customer.PrimaryEmailAddr;
  if (term) body.SalesTermRef = term;
  if (email) body.BillEmail = email;
  return { ...body, Line: copiedLines(estimate), LinkedTxn: [{ TxnId: estimate.Id, TxnType: "Estimate" }] };
}

function copiedLines(estimate: Entity): Line[] {
  const own = (estimate.Line ?? []).filter((line) => line.DetailType !== "SubTotalLineDetail");
  return own.map(({ Id: _id, LineNum: _number, ...line }) => line);
}
