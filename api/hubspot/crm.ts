import { routingProperties } from "../domain/routing.ts";
import type { Clock } from "../ports/clock.ts";
import type { Crm } from "../ports/crm.ts";
import type { Journal } from "../ports/journal.ts";
import type { Limiter } from "../ports/limiter.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { createHubSpotClient } from "./client.ts";
import { readBuyers, readCompany } from "./buyers.ts";
import { readFieldChanges } from "./field-changes.ts";
import { updateCompanies } from "./update-companies.ts";
import { completeRun } from "./complete-run.ts";
import { ensureProperties } from "./ensure-properties.ts";
import { listProducts, listProperties } from "./choices.ts";
import { defaultProperty, fieldMapping } from "./field-mapping.ts";
import { findDealsWonSince } from "./find-deals-won-since.ts";
import type { HubSpotOAuth } from "./oauth.ts";
import { findOwner, listOwners } from "./owners.ts";
import { createProducts, findProducts, updateProducts } from "./products.ts";
import { readAccount } from "./read-account.ts";
import { findCompanies } from "./find-companies.ts";
import { findDeals } from "./associations.ts";
import { findWonDeals } from "./find-won-deals.ts";
import { readChangeTimes } from "./read-change-times.ts";
import { readDeal } from "./read-deal.ts";
import { readPricedDeals } from "./read-priced-deals.ts";
import { listPipelines } from "./pipelines.ts";
import { recordUrl } from "./record-url.ts";
import { showOnAll } from "./show-on-all.ts";
import { createStageReader, type ReadStage } from "./stages.ts";
import { createHubSpotTokens, letsUsIn } from "./tokens.ts";
import { createTransport } from "./transport.ts";

type Needs = {
  store: Store;
  oauth: Pick<HubSpotOAuth, "refresh" | "uninstall">;
  clock: Clock;
  log: Log;
  limiter: Limiter;
  journal: Pick<Journal, "called" | "note">;
  /** Where HubSpot's API is, without a path. */
  apiUrl: string;
  /** Where people use HubSpot, for links. */
  appUrl: string;
  portalId: number;
  /** Shared by all that is made for the same process, so that a portal's stages are read once in a while and not for each deal. */
  readStage?: ReadStage;
  timeoutMs?: number;
};

/** HubSpot as the CRM of one portal. */
export function createHubSpotCrm({ store, oauth, clock, log, limiter, journal, apiUrl, appUrl, portalId, ...options }: Needs): Crm {
  const { readStage = createStageReader({ clock }), timeoutMs } = options;
  const send = createTransport({ apiUrl, ...(timeoutMs !== undefined && { timeoutMs }) });
  const accessToken = createHubSpotTokens({ store, oauth, clock, journal, portalId });
  const call = createHubSpotClient({ send, accessToken, clock, log, portalId, limiter, journal });
  const chosenFields = async () => fieldMapping((await store.inPortal(portalId, (tx) => tx.mapping.read())).fields);

  return {
    readAccount: () => readAccount(call),
    async readDeal(dealId, fields) {
      const chosen = await store.inPortal(portalId, async (tx) => ({
        fields: fields ?? (await tx.mapping.read()).fields,
        routing: (await tx.settings.read()).routing,
      }));
      const routedBy = routingProperties(chosen.routing);
      return readDeal({ call, readStage, mapping: fieldMapping(chosen.fields), routedBy, portalId }, dealId);
    },
    readChangeTimes: (object, ids) => readChangeTimes(call, object, ids),
    async readPricedDeals(dealIds) {
      return readPricedDeals(call, dealIds, await chosenFields());
    },
    readBuyers: async (recordIds) => readBuyers(call, await chosenFields(), recordIds),
    readFieldChanges: async (object, id, fields) => readFieldChanges(call, await chosenFields(), { object, id }, fields),
    updateCompanies: async (updates) => updateCompanies(call, await chosenFields(), updates),
    findDeals: (object, id) => findDeals(call, object, id),
    findWonDeals: (search) => findWonDeals(call, search),
    findDealsWonSince: (search) => findDealsWonSince(call, search),
    listProducts: () => listProducts(call),
    findProducts: (skus) => findProducts(call, skus),
    updateProducts: (updates) => updateProducts(call, updates),
    createProducts: (items) => createProducts(call, items),
    listOwners: () => listOwners(call),
    findOwner: (who) => findOwner(call, who),
    listProperties: () => listProperties(call),
    listPipelines: () => listPipelines(call),
    defaultProperty,
    readCompany: async (id) => readCompany(call, await chosenFields(), id),
    findCompanies: (search) => findCompanies(call, search),
    completeRun: (callbackId, answer) => completeRun(call, callbackId, answer),
    recordUrl: (object, id) => recordUrl({ appUrl, portalId, object, id }),
    showOnAll: (object, records) => showOnAll(call, object, records),
    letsUsIn: () => letsUsIn({ store, oauth, portalId }),
    uninstall: async () => oauth.uninstall(await accessToken()),
    ensureProperties: () => ensureProperties(call),
  };
}
