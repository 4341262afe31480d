import type { Deal } from "../domain/deal.ts";
import { errorFinding, type Finding } from "../domain/finding.ts";
import { routeDeal, type Routing } from "../domain/routing.ts";
import type { Connection } from "../ports/connections.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";

/** What decides where a deal's order belongs. */
export type Placing = {
  /** The company that holds the deal's order, or may hold it: no other will ever get it. */
  boundTo: string | null;
  /** The company that a workflow has named for this deal. */
  wanted: string | null;
  /** The companies that are joined, lost ones too. */
  companies: Connection[];
  routing: Routing;
  homeCurrency: string;
};

/** The connection that a deal is worked with; without one, whether none can be worked with now, or nobody has said which. */
export type Place = { connection: Connection } | { connection: null; why: "notConnected" | "lost" | "unclear" };

type Subject = { row: DealRow | null; dealId: string; wanted?: string | undefined };

/** Reads what decides where a deal belongs; `wanted` is what a workflow wants now, else it is what one wanted before. */
export async function readPlacing(tx: PortalTx, { row, dealId, wanted }: Subject): Promise<Placing> {
  const all = await tx.connections.list();
  const before = row?.connectionId ?? null;
  return {
    boundTo: before !== null && (await isBound(tx, before, dealId)) ? before : null,
    wanted: wanted ?? (row?.requestedBy?.startsWith("workflow:") ? before : null),
    companies: all.filter(({ state }) => state === "active" || state === "needsReconnect"),
    routing: (await tx.settings.read()).routing,
    homeCurrency: (await tx.portal.read())?.currency ?? "USD",
  };
}

/** Where a deal belongs. An order that is in one company, or may be, is never made in another, whatever the rules say by now. */
export function placeDeal({ boundTo, wanted, companies, routing, homeCurrency }: Placing, deal: Deal): Place {
  const joined = companies.map(({ connectionId }) => connectionId);
  if (boundTo === null && joined.length === 0) return { connection: null, why: "notConnected" };
  const chosen = boundTo ?? wanted ?? routeDeal(routing, deal, joined, homeCurrency);
  if (chosen === null) return { connection: null, why: "unclear" };
  const connection = companies.find(({ connectionId }) => connectionId === chosen);
  if (!connection) return { connection: null, why: "notConnected" };
  return connection.state === "active" ? { connection } : { connection: null, why: "lost" };
}

/** The company that a deal will be worked with, where that is certain before it is read: the one that it is bound to, or the only one. */
export function certainPlace({ boundTo, companies }: Placing): string | null {
  return boundTo ?? (companies.length === 1 ? (companies[0]?.connectionId ?? null) : null);
}

/** False when no company can be worked with, so that nobody has to look at the deal. */
export function mayBePlaced({ boundTo, companies }: Placing): boolean {
  return companies.some(({ connectionId, state }) => state === "active" && (boundTo === null || connectionId === boundTo));
}

/** Several companies are joined, and no rule says which one gets this deal. */
export function connectionUnclear({ id }: Pick<Deal, "id">): Finding {
  const message = "No rule says which QuickBooks company this deal goes to. An admin does so in Tieout's settings.";
  return errorFinding("connectionUnclear", "admin", message, { object: "deal", id });
}

/** True when the deal's order is in this company, or may be. */
export async function isBound(tx: PortalTx, connectionId: string, dealId: string): Promise<boolean> {
  const key = orderKey(connectionId, dealId);
  return (await tx.links.find(key)) !== null || (await tx.intents.latest(key))?.state === "sent";
}
