import { deadRules } from "../domain/dead-rules.ts";
import type { Needs } from "./needs.ts";

/** Lists that are longer are typed, since nobody reads through them. */
const MOST_OPTIONS = 100;

/** What the settings may name, read from the CRM now, and the rules of the routing that no deal can follow. */
export async function settingsChoices({ store, crm: crmOf }: Needs, portalId: number) {
  const crm = crmOf(portalId);
  const [pipelines, { currencies }, { deal: properties }, routing] = await Promise.all([
    crm.listPipelines(),
    crm.readAccount(),
    crm.listProperties(),
    store.inPortal(portalId, async (tx) => (await tx.settings.read()).routing),
  ]);
  return {
    pipelines,
    currencies,
    properties: properties.map(({ options, ...each }) => ({ ...each, options: options.length > MOST_OPTIONS ? [] : options })),
    deadRules: deadRules(routing, { pipelines, currencies, properties }),
  };
}
