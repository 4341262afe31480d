import { changeConflictRule, getConflicts, takeAllConflicts, takeConflict } from "./conflicts.ts";
import type { UiEndpoint } from "../endpoint.ts";
import { getAuditLog } from "./audit-log.ts";
import { assignDeadLetter, dismissDeadLetter, getDeadLetter, getDeadLetters, retryDeadLetter, retryDeadLetters } from "./dead-letters.ts";
import { getConfiguration, postConfiguration } from "./configuration.ts";
import { postDuplicate } from "./decide-duplicate.ts";
import { approve, approveDeal, getApprovals, refuse, refuseDeal } from "./approvals.ts";
import { acceptDrift, getDrift, ignoreDrift } from "./drift.ts";
import { getCompany } from "./get-company.ts";
import { getDeal } from "./get-deal.ts";
import { getBreaker, getGoLive, postTestAlert, resumeBreaker } from "./guards.ts";
import { getMatches, linkMatch, newMatch, refuseMatch, reparentMatch, undoMatch } from "./matches.ts";
import { getMe } from "./me.ts";
import { keepOrder } from "./keep-order.ts";
import { linkInvoicePdf } from "./link-invoice-pdf.ts";
import { getMirror } from "./get-mirror.ts";
import { getProductMappings, putProductMappings } from "./product-mappings.ts";
import { pushDeal } from "./push-deal.ts";
import { confirmQuickBooks, connectQuickBooks, disconnectQuickBooks, getQuickBooks } from "./quickbooks.ts";
import { getSchedule } from "./schedule.ts";
import { getScopes } from "./scopes.ts";
import { getSettings, putSettings } from "./settings.ts";
import { getSettingsChoices } from "./settings-choices.ts";
import { getSetup } from "./setup.ts";
import { runSync } from "./sync.ts";
import { answerOneHold, answerSeveralHolds, getHolds } from "./holds.ts";
import { getFlightRecorder } from "./flight-recorder.ts";
import { getLogFile, getLogLine, getSyncLog } from "./sync-log.ts";
import { getMappingChoices } from "./mapping-choices.ts";
import { getDryRun, postDryRun } from "./mapping-dry-run.ts";
import { getMappingFile, postMappingFile } from "./mapping-files.ts";
import { getMappingHistory, getMappings, postUndoMapping, putMappings } from "./mappings.ts";
import { getWorkflowConsents, postWorkflowConsent } from "./workflow-consents.ts";
import { postUninstall } from "./uninstall.ts";
import { getUsers } from "./users.ts";
import { getUnmapped, postApproveUnmapped } from "./unmapped.ts";

/** All calls of HubSpot's cards and pages: served by the app and described in OpenAPI from this one list. */
export const UI_ENDPOINTS: UiEndpoint[] = [
  getMe,
  getDeal,
  getCompany,
  getMirror,
  linkInvoicePdf,
  pushDeal,
  approveDeal,
  refuseDeal,
  keepOrder,
  getApprovals,
  getDrift,
  acceptDrift,
  ignoreDrift,
  getHolds,
  answerSeveralHolds,
  ...answerOneHold,
  approve,
  refuse,
  postDuplicate,
  getSetup,
  getUsers,
  getSettings,
  putSettings,
  getConfiguration,
  postConfiguration,
  getScopes,
  getSettingsChoices,
  postUninstall,
  getProductMappings,
  putProductMappings,
  getMappings,
  putMappings,
  getMappingHistory,
  postUndoMapping,
  getMappingFile,
  postMappingFile,
  getMappingChoices,
  postDryRun,
  getDryRun,
  getUnmapped,
  postApproveUnmapped,
  getQuickBooks,
  connectQuickBooks,
  confirmQuickBooks,
  disconnectQuickBooks,
  getMatches,
  linkMatch,
  newMatch,
  refuseMatch,
  reparentMatch,
  undoMatch,
  getConflicts,
  takeAllConflicts,
  takeConflict,
  changeConflictRule,
  runSync,
  getAuditLog,
  getSyncLog,
  getLogFile,
  getFlightRecorder,
  getLogLine,
  getSchedule,
  getWorkflowConsents,
  postWorkflowConsent,
  getDeadLetters,
  getDeadLetter,
  retryDeadLetters,
  retryDeadLetter,
  dismissDeadLetter,
  assignDeadLetter,
  getBreaker,
  resumeBreaker,
  getGoLive,
  postTestAlert,
];
