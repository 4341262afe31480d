import type { WireAnswer } from "../wire/server.ts";
import { faultsAnswered, type ApiRequest } from "./access.ts";
import { committed } from "./commit.ts";
import type { Fields } from "./entity.ts";
import { faultBody, missing, QuickBooksFault } from "./fault.ts";
import { KIND_NAMES } from "./kinds.ts";
import { pacificTime } from "./pacific-time.ts";
import { runQuery } from "./query/run-query.ts";
import { jsonBody, operationOf, shown } from "./record-routes.ts";
import { fingerprintOf, onceOnly } from "./request-ids.ts";
import { write } from "./write.ts";
import { indexedUntil, type World } from "./world.ts";

const MOST_ITEMS = 30;
type Item = { bId?: string; operation?: string; optionsData?: string; Query?: string; [kind: string]: unknown };

/** Up to 30 independent writes and queries; each has its own result or Fault, the whole is HTTP 200 (facts/quickbooks.md §3.4). */
export function batchAnswer(world: World, request: ApiRequest): WireAnswer {
  const send = { requestId: request.url.searchParams.get("requestid"), fingerprint: fingerprintOf("batch", request.body), maxLength: 36 };
  return onceOnly({ company: request.company, settings: world.settings, now: world.clock.now() }, send, () =>
    faultsAnswered(world, () => {
      const items = itemsOf(jsonBody(request.body));
      return { status: 200, body: { BatchItemResponse: performed(world, request, items), time: pacificTime(world.clock.now()) } };
    }),
  );
}

function itemsOf(body: Fields): Item[] {
  const items = body["BatchItemRequest"];
  if (!Array.isArray(items)) throw missing("BatchItemRequest");
  if (items.length > MOST_ITEMS) throw new QuickBooksFault(1040, `The batch has ${items.length} items; the maximum is ${MOST_ITEMS}.`);
  return items as Item[];
}

/** The order of execution is not promised, so it is drawn by lot; the answers keep the order of the request. */
function performed(world: World, request: ApiRequest, items: readonly Item[]): object[] {
  const order = items.map((item, index) => ({ item, index, lot: world.random.next() })).toSorted((one, other) => one.lot - other.lot);
  const answers = order.map(({ item, index }) => ({ index, answer: { bId: item.bId, ...performOne(world, request, item) } }));
  return answers.toSorted((one, other) => one.index - other.index).map(({ answer }) => answer);
}

function performOne(world: World, { company }: ApiRequest, item: Item): object {
  try {
    if (!item.bId) throw missing("bId");
    if (typeof item.Query === "string") return { QueryResponse: runQuery(company, item.Query, indexedUntil(world)) };
    const kind = KIND_NAMES.find((name) => item[name] !== undefined);
    if (!kind) throw new QuickBooksFault(2010, "The batch item holds no entity.");
    const body = item[kind] as Fields;
    const include = new Set(item.optionsData?.split(",") ?? []);
    const operation = operationOf(item.operation ?? null, include, body);
    const written = committed(world, company, include, (context) => write(context, kind, operation, body));
    return { [kind]: shown(world, company.realmId, written) };
  } catch (error) {
    if (error instanceof QuickBooksFault) return { Fault: faultBody(error) };
    throw error;
  }
}
