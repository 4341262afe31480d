import { inStableOrder } from "../domain/mapping-file.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { Settings } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** Settings as a file holds them: whoever knows the address of a Slack webhook may post there, so it stays here. */
export type FiledSettings = Omit<Settings, "alerts"> & { alerts: { emails: string[] } };

/** All that a portal has chosen. `companies` names the QuickBooks companies whose ids the routing holds. */
export type Configuration = { companies: { id: string; name: string }[]; settings: FiledSettings; mapping: Mapping };

/** The whole configuration of a portal, without secrets. */
export function readConfiguration({ store }: Needs, portalId: number): Promise<Configuration> {
  return store.inPortal(portalId, async (tx) => {
    const { alerts, ...settings } = await tx.settings.readWhole();
    const { version: _ofThisPortal, ...mapping } = await tx.mapping.read();
    return {
      companies: await companiesOf(tx),
      settings: { ...settings, alerts: { emails: alerts.emails } },
      mapping: inStableOrder(mapping),
    };
  });
}

/** The companies that a routing may name. */
export async function companiesOf(tx: PortalTx): Promise<Configuration["companies"]> {
  const joined = (await tx.connections.list()).filter(({ state }) => state !== "disconnected");
  return joined.map(({ connectionId: id, company: { name } }) => ({ id, name }));
}
