import type { PortalTx } from "../ports/store.ts";
import * as amountBasis from "./amount-basis.ts";
import * as alertNotices from "./alert-notices.ts";
import * as audit from "./audit.ts";
import { approvalRecords } from "./approvals.ts";
import * as breaker from "./breaker.ts";
import { catalogueTold } from "./catalogue.ts";
import * as connections from "./connections.ts";
import { deadLettersOf } from "./portal-dead-letters.ts";
import * as deals from "./deals.ts";
import * as duplicates from "./duplicates.ts";
import { conflictsOf } from "./conflicts.ts";
import { fieldSyncOf } from "./field-sync.ts";
import { alertSoon } from "./alert-soon.ts";
import { deskOf } from "./desk.ts";
import { driftsOf } from "./drifts.ts";
import { holdsOf } from "./holds.ts";
import { dryRunStore } from "./dry-runs.ts";
import * as intents from "./intents.ts";
import * as links from "./links.ts";
import * as mapping from "./mapping.ts";
import { matchesOf } from "./matches.ts";
import * as customers from "./mirrored-customers.ts";
import { feedsTx } from "./feeds.ts";
import { mirrorTx } from "./mirror.ts";
import { tellingTx } from "./telling.ts";
import { peopleOf } from "./people.ts";
import { orderNumbersOf } from "./order-numbers.ts";
import * as portals from "./portals.ts";
import { repointRecord } from "./repoint.ts";
import * as schedule from "./schedule.ts";
import * as settings from "./settings.ts";
import { workflowConsents } from "./workflow-consents.ts";
import { workflowRuns } from "./workflow-runs.ts";
import { syncLogOf } from "./sync-log.ts";
import type { PortalScope } from "./with-portal.ts";

/** The queries of one portal, bound to its transaction. */
export function portalTx(scope: PortalScope, { enqueue, cancelJobs }: Pick<PortalTx, "enqueue" | "cancelJobs">): PortalTx {
  const alert = () => alertSoon({ portalId: scope.portalId, enqueue });
  return {
    portalId: scope.portalId,
    portal: {
      read: () => portals.findPortal(scope, scope.portalId),
      readTokens: () => portals.readPortalTokens(scope),
      saveTokens: (tokens) => portals.savePortalTokens(scope, tokens),
      setState: (state) => portals.setPortalState(scope, state),
      leave: (at) => portals.leavePortal(scope, at),
      erase: () => portals.erasePortal(scope),
      saveAccount: (account) => portals.savePortalAccount(scope, account),
    },
    settings: {
      read: () => settings.readSettings(scope),
      of: (connectionId) => settings.readSettingsOf(scope, connectionId),
      readWhole: () => settings.readSettings(scope),
      readToChange: () => settings.readSettingsToChange(scope),
      save: (chosen) => settings.saveSettings(scope, chosen),
      own: (connectionId) => settings.readOwnSettings(scope, connectionId),
      saveOwn: (connectionId, own) => settings.saveOwnSettings(scope, connectionId, own),
    },
    orderNumbers: orderNumbersOf(scope),
    amountBasis: {
      read: () => amountBasis.readProposal(scope),
      propose: (proposal, at) => amountBasis.saveProposal(scope, proposal, at),
      choose: (at) => amountBasis.markChosen(scope, at),
    },
    connections: {
      list: () => connections.listConnections(scope),
      read: (id) => connections.readConnection(scope, id),
      join: (connection) => connections.joinConnection(scope, connection),
      readSecrets: (id) => connections.readSecrets(scope, id),
      saveTokens: (id, tokens) => connections.saveConnectionTokens(scope, id, tokens),
      saveCompany: (id, company) => connections.saveCompany(scope, id, company),
      setState: (id, state) => connections.setConnectionState(scope, id, state),
      forgetTokens: (id) => connections.forgetTokens(scope, id),
    },
    mapping: {
      read: () => mapping.readMapping(scope),
      save: (change) => mapping.saveMapping(scope, change),
      readVersion: (version) => mapping.readMappingVersion(scope, version),
      history: (page) => mapping.listMappingVersions(scope, page),
    },
    dryRuns: dryRunStore(scope),
    deals: {
      read: (id) => deals.readDeal(scope, id),
      save: (id, changes) => deals.saveDeal(scope, id, changes),
      connectionsOf: (ids) => deals.connectionsOfDeals(scope, ids),
      waitingForConnection: () => deals.dealsWaitingForConnection(scope),
      unmapped: () => deals.unmappedDeals(scope),
      withFinding: (codes) => deals.dealsWithFinding(scope, codes),
    },
    duplicates: {
      listDismissed: (dealId) => duplicates.listDismissed(scope, dealId),
      dismiss: (dismissal) => duplicates.dismissDuplicates(scope, dismissal),
    },
    links: {
      find: (key) => links.findLink(scope, key),
      findByExternal: (connectionId, type, id) => links.findLinkByExternal(scope, connectionId, type, id),
      save: (link) => links.saveLink(scope, link),
      remove: (key) => links.removeLink(scope, key),
      listOrders: () => links.listOrderLinks(scope),
      listCustomers: (connectionId) => links.listCustomerLinks(scope, connectionId),
      ofExternals: (connectionId, type, ids) => links.linksOfExternals(scope, connectionId, type, ids),
      repoint: (move) => repointRecord(scope, move),
      customersOf: (recordId) => links.customerLinksOf(scope, recordId),
    },
    intents: {
      latest: (key) => intents.latestIntent(scope, key),
      insert: (intent) => intents.insertIntent(scope, intent),
      markSent: (intent, at) => intents.markIntentSent(scope, intent, at),
      markUnknown: (intent, at, resendAfter) => intents.markIntentUnknown(scope, intent, at, resendAfter),
      settle: (intent, outcome) => intents.settleIntent(scope, intent, outcome),
    },
    mirror: mirrorTx(scope),
    feeds: feedsTx(scope),
    telling: tellingTx(scope),
    approvals: approvalRecords(scope),
    drifts: driftsOf(scope, alert),
    holds: holdsOf(scope, alert),
    desk: deskOf(scope),
    catalogueTold: catalogueTold(scope),
    audit: {
      append: (decision) => audit.appendDecision(scope, decision),
      list: (page) => audit.listDecisions(scope, page),
      about: (subject, limit) => audit.decisionsAbout(scope, subject, limit),
      last: (what, subject) => audit.lastDecision(scope, what, subject),
      emailOf: (userId) => audit.lastEmailOf(scope, userId),
      verify: () => audit.verifyDecisions(scope),
    },
    schedule: {
      list: () => schedule.listSchedule(scope),
      read: (kind) => schedule.readSchedule(scope, kind),
      claim: (kind, now, next) => schedule.claimRun(scope, kind, now, next),
      noteRun: (kind, startedAt, result) => schedule.noteRun(scope, kind, startedAt, result),
      noteFailure: (kind, at, message) => schedule.noteFailedRun(scope, kind, at, message),
    },
    deadLetters: deadLettersOf(scope, alert),
    alertNotices: {
      told: (channel) => alertNotices.toldCauses(scope, channel),
      noteTold: (channel, causes, at) => alertNotices.noteTold(scope, channel, causes, at),
      forget: (channel, causes) => alertNotices.forgetTold(scope, channel, causes),
    },
    breaker: {
      read: () => breaker.readBreaker(scope),
      admit: (dealId, at, limit) => breaker.admitPush(scope, dealId, at, limit),
      resume: (at) => breaker.resumePushes(scope, at),
    },
    mirroredCustomers: {
      save: (connectionId, read, seen) => customers.saveCustomers(scope, connectionId, read, seen),
      stay: (connectionId, ids, at) => customers.customersStay(scope, connectionId, ids, at),
      forget: (connectionId, id) => customers.forgetCustomer(scope, connectionId, id),
      find: (connectionId, keys) => customers.findCustomers(scope, connectionId, keys),
      read: (connectionId, ids) => customers.readCustomers(scope, connectionId, ids),
      readFill: (connectionId) => customers.readFill(scope, connectionId),
      startFill: (connectionId, at) => customers.startFill(scope, connectionId, at),
      moveFill: (connectionId, lastId) => customers.moveFill(scope, connectionId, lastId),
      endFill: (connectionId, fill, at) => customers.endFill(scope, connectionId, fill, at),
    },
    matches: matchesOf(scope),
    fieldSync: fieldSyncOf(scope),
    conflicts: conflictsOf(scope),
    workflowRuns: workflowRuns(scope),
    workflowConsents: workflowConsents(scope),
    syncLog: syncLogOf(scope),
    people: peopleOf(scope),
    enqueue,
    cancelJobs,
  };
}
