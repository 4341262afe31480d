import type { Routes, WireAnswer } from "../wire/server.ts";
import { endpoint, faultsAnswered, type ApiRequest } from "./access.ts";
import { committed } from "./commit.ts";
import { liveById } from "./company.ts";
import type { Entity, Fields } from "./entity.ts";
import { notFound, QuickBooksFault } from "./fault.ts";
import { kindNamed, type Kind } from "./kinds.ts";
import { pacificTime } from "./pacific-time.ts";
import { invoicePdf } from "./pdf.ts";
import { presented } from "./present.ts";
import { fingerprintOf, onceOnly } from "./request-ids.ts";
import { sent } from "./send.ts";
import { write, type Operation, type Written } from "./write.ts";
import type { World } from "./world.ts";

const PDF_KINDS: ReadonlySet<Kind> = new Set(["Invoice", "Estimate", "CreditMemo"]);

/** Reading, writing, sending and printing one record (facts/quickbooks.md §3.1). */
export function recordRoutes(world: World): Routes {
  const path = "/v3/company/:realm/:kind";
  return {
    [`GET ${path}`]: endpoint(world, (request) => (onlyOne(request) ? readOne(world, request, "1") : { status: 404, body: "" })),
    [`GET ${path}/:id`]: endpoint(world, (request) => readOne(world, request, onlyOne(request) ? "1" : request.params["id"]!)),
    [`GET ${path}/:id/pdf`]: endpoint(world, (request) => printOne(request)),
    [`POST ${path}/:id/send`]: endpoint(world, (request) => sendOne(world, request)),
    [`POST ${path}`]: endpoint(world, (request) => writeOne(world, request)),
  };
}

/** Preferences and CompanyInfo are one record each, whatever id is asked for. */
function onlyOne(request: ApiRequest): boolean {
  const kind = kindNamed(request.params["kind"]!);
  return kind === "Preferences" || kind === "CompanyInfo";
}

function kindOf(request: ApiRequest): Kind {
  const name = request.params["kind"]!;
  const kind = kindNamed(name);
  if (!kind || name !== name.toLowerCase()) throw new QuickBooksFault(500, `Unsupported Operation : ${name} is not supported.`);
  return kind;
}

function readOne(world: World, request: ApiRequest, id: string): WireAnswer {
  const kind = kindOf(request);
  const entity = liveById(request.company, kind, id);
  if (!entity) throw notFound();
  const wantsLink = request.url.searchParams.get("include")?.split(",").includes("invoiceLink");
  const shown = wantsLink && kind === "Invoice" ? withLink(entity) : presented(request.company, kind, entity);
  return { status: 200, body: { [kind]: shown, time: pacificTime(world.clock.now()) } };
}

/** InvoiceLink needs online payments and an e-mail address (facts/quickbooks.md §2.4). */
function withLink(invoice: Entity): Entity {
  const payable = invoice.AllowOnlineACHPayment || invoice.AllowOnlineCreditCardPayment;
  if (!payable || !invoice.BillEmail?.Address) return invoice;
  return { ...invoice, InvoiceLink: `https://developer.intuit.com/comingSoonview/scs-v1-${invoice.Id}&cta=v3invoicelink` };
}

function printOne(request: ApiRequest): WireAnswer {
  const kind = kindOf(request);
  if (!PDF_KINDS.has(kind)) throw new QuickBooksFault(500, `Unsupported Operation : PDF of ${kind} is not supported.`);
  const entity = liveById(request.company, kind, request.params["id"]!);
  if (!entity) throw notFound();
  const company = liveById(request.company, "CompanyInfo", "1")!;
  return { status: 200, headers: { "content-type": "application/pdf" }, body: invoicePdf(kind, entity, String(company.CompanyName)) };
}

function sendOne(world: World, request: ApiRequest): WireAnswer {
  const kind = kindOf(request);
  if (!PDF_KINDS.has(kind)) throw new QuickBooksFault(500, `Unsupported Operation : Sending ${kind} is not supported.`);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("application/octet-stream")) throw new QuickBooksFault(500, `Unsupported Operation : Content-Type ${type} to send.`);
  const to = request.url.searchParams.get("sendTo");
  const entity = committed(world, request.company, new Set(), (context) => sent(context, kind, request.params["id"]!, to));
  return { status: 200, body: { [kind]: entity, time: pacificTime(world.clock.now()) } };
}

function writeOne(world: World, request: ApiRequest): WireAnswer {
  const kind = kindOf(request);
  const { searchParams } = request.url;
  const operation = searchParams.get("operation");
  const include = new Set(searchParams.get("include")?.split(",") ?? []);
  const fingerprint = fingerprintOf(`${kind}?${operation}&${[...include].join()}`, request.body);
  const send = { requestId: searchParams.get("requestid"), fingerprint, maxLength: 50 };
  return onceOnly({ company: request.company, settings: world.settings, now: world.clock.now() }, send, () =>
    faultsAnswered(world, () => {
      const body = jsonBody(request.body);
      return writtenAnswer(world, request, include, kind, operationOf(operation, include, body), body);
    }),
  );
}

function writtenAnswer(
  world: World,
  { company }: ApiRequest,
  include: Set<string>,
  kind: Kind,
  operation: Operation,
  body: Fields,
): WireAnswer {
  const written = committed(world, company, include, (context) => write(context, kind, operation, body));
  return { status: 200, body: { [kind]: shown(world, company.realmId, written), time: pacificTime(world.clock.now()) } };
}

/** What an answer holds after a write: the record, or that it is gone. */
export function shown(world: World, realmId: string, written: Written): object {
  if ("deletedId" in written) return { domain: "QBO", status: "Deleted", Id: written.deletedId };
  return presented(world.companies.get(realmId)!, written.kind, written.entity);
}

/** `operation=`, or what the body says: an Id means update. A payment is voided by an update with `include=void`. */
export function operationOf(operation: string | null, include: ReadonlySet<string>, body: Fields): Operation {
  if (operation === "delete" || operation === "void") return operation;
  if (operation === "update" && include.has("void")) return "void";
  if (operation !== null && operation !== "update" && operation !== "create") {
    throw new QuickBooksFault(500, `Unsupported Operation : Operation ${operation} is not supported.`);
  }
  return body["Id"] === undefined || operation === "create" ? "create" : "update";
}

/** The JSON object of a request; bytes that are not UTF-8 are an unsupported operation (facts/quickbooks.md §4.2). */
export function jsonBody(bytes: Buffer): Fields {
  try {
    const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Fields;
  } catch (error) {
    if (error instanceof TypeError) throw new QuickBooksFault(500, "Unsupported Operation : The body is not UTF-8.");
  }
  throw new QuickBooksFault(2010, "Request has invalid or unsupported property : The body is not a JSON object.");
}
