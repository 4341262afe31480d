import { allLive, type Company } from "./company.ts";
import type { Entity } from "./entity.ts";
import type { Kind } from "./kinds.ts";
import { amountOf, cents, sum } from "./money.ts";

/** A record as an answer shows it: customers carry their balance, which is never stored. */
export function presented(company: Company, kind: Kind, entity: Entity): Entity {
  if (kind !== "Customer") return entity;
  const Balance = amountOf(balanceOf(company, entity.Id));
  const jobs = allLive(company, "Customer").filter((each) => each.ParentRef?.value === entity.Id);
  const BalanceWithJobs = amountOf(sum([cents(Balance), ...jobs.map((job) => balanceOf(company, job.Id))]));
  return { ...entity, Balance, BalanceWithJobs };
}

/** Open invoices less unapplied payments and open credits, in the customer's currency. */
function balanceOf(company: Company, customerId: string): bigint {
  const total = (kind: Kind, field: "Balance" | "UnappliedAmt") =>
    sum(
      allLive(company, kind)
        .filter((entity) => entity.CustomerRef?.value === customerId)
        .map((entity) => cents(entity[field] ?? 0)),
    );
  return total("Invoice", "Balance") - total("Payment", "UnappliedAmt") - total("CreditMemo", "Balance");
}
