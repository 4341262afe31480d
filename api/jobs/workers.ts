import { adoptAmountBasis } from "../flows/adopt-amount-basis.ts";
import { dryRunMapping, giveUpDryRun } from "../flows/dry-run-mapping.ts";
import { catchUp } from "../flows/catch-up.ts";
import { fillMirror } from "../flows/fill-mirror.ts";
import { followCompanyMerge } from "../flows/follow-company-merge.ts";
import { followMerges } from "../flows/follow-merges.ts";
import { giveUpPush } from "../flows/give-up-push.ts";
import { answerWorkflowRun, giveUpWorkflowRun } from "../flows/answer-workflow-run.ts";
import { confirmLater, confirmUninstall } from "../flows/confirm-uninstall.ts";
import { completeWorkflowRun } from "../flows/complete-workflow-run.ts";
import { bury, healed, recordOf } from "../flows/bury.ts";
import { forgetPerson } from "../flows/forget-person.ts";
import { sendAlerts } from "../flows/send-alerts.ts";
import { handleInbox } from "../flows/handle-inbox.ts";
import { mirrorCustomer, mirrorCustomers } from "../flows/mirror-customers.ts";
import { mirrorDocument } from "../flows/mirror-document.ts";
import type { Needs } from "../flows/needs.ts";
import { pushDeal } from "../flows/push-deal.ts";
import { giveUpRevoking, revokeCompany } from "../flows/leave-company.ts";
import { readCompany } from "../flows/read-company.ts";
import { syncCustomerFields } from "../flows/sync-customer-fields.ts";
import { syncCatalogue } from "../flows/sync-catalogue.ts";
import { tellCrm } from "../flows/tell-crm.ts";
import { touchDeals } from "../flows/touch-deals.ts";
import type { ErpOAuth } from "../ports/oauth.ts";
import type { Job } from "../ports/queue.ts";
import { journaled } from "./journaled.ts";
import { noteFailedRun, runScheduled } from "./schedule.ts";

/** What the work needs besides what every flow does. */
export type WorkerNeeds = Needs & { erpOAuth: ErpOAuth };

type Handlers = { [Name in Job["name"]]: (data: Extract<Job, { name: Name }>["data"]) => Promise<void> };

/** Each job's work: one flow. */
export function handlers(needs: WorkerNeeds): Handlers {
  return withHealing(needs, {
    "push-deal": (data) => pushDeal(needs, data),
    "touch-deals": (data) => touchDeals(needs, data),
    "follow-company-merge": (data) => followCompanyMerge(needs, data),
    "dry-run-mapping": (data) => dryRunMapping(needs, data),
    "propose-amount-basis": (data) => adoptAmountBasis(needs, data),
    "handle-inbox": () => handleInbox(needs),
    "mirror-document": (data) => mirrorDocument(needs, data),
    "read-company": (data) => readCompany(needs, data),
    "run-scheduled": (data) => runScheduled(needs, data),
    "mirror-customers": (data) => mirrorCustomers(needs, data),
    "mirror-customer": (data) => mirrorCustomer(needs, data, data.customerId),
    "sync-customer-fields": (data) => syncCustomerFields(needs, data),
    "fill-mirror": (data) => fillMirror(needs, data),
    "catch-up": (data) => catchUp(needs, data),
    "follow-merges": (data) => followMerges(needs, data),
    "sync-catalogue": async (data) => void (await syncCatalogue(needs, data)),
    "tell-crm": (data) => tellCrm(needs, data),
    "forget-person": (data) => forgetPerson(needs, data),
    "confirm-uninstall": (data) => confirmUninstall(needs, data),
    "revoke-company": (data) => revokeCompany(needs, data),
    "answer-workflow-run": (data) => answerWorkflowRun(needs, data),
    "complete-workflow-run": (data) => completeWorkflowRun(needs, data),
    "send-alerts": async (data) => void (await sendAlerts(needs, data)),
  });
}

/** Work that came to its end after it had been given up has healed. A push knows by itself whether it has. */
function withHealing(needs: Needs, work: Handlers): Handlers {
  const healing = Object.entries(work).map(([name, run]) => [
    name,
    async (data: Job["data"]) => {
      await journaled(needs, { name, data } as Job, () => (run as (data: Job["data"]) => Promise<void>)(data));
      if (name !== "push-deal") await healed(needs, { name, data } as Job);
    },
  ]);
  return Object.fromEntries(healing) as Handlers;
}

/** What becomes of a job that has failed for good: it waits for a person, if there still is one. */
export async function whenDead(needs: Needs, job: Job, error: unknown): Promise<void> {
  await needs.journal.about({ record: recordOf(job), userId: null }, () => giveUp(needs, job, error));
}

async function giveUp(needs: Needs, job: Job, error: unknown): Promise<void> {
  if (job.name === "revoke-company") return giveUpRevoking(needs, job.data);
  if (job.name === "confirm-uninstall") return confirmLater(needs, job.data);
  if (await hasLeft(needs, job)) return;
  if (job.name === "push-deal") return giveUpPush(needs, job, error);
  if (job.name === "dry-run-mapping") return giveUpDryRun(needs, job.data, error);
  if (job.name === "run-scheduled") await noteFailedRun(needs, job.data, error);
  if (job.name === "answer-workflow-run") await giveUpWorkflowRun(needs, job.data, error);
  await bury(needs, job, error);
}

/** For an account that has left nobody waits, and nobody is told. */
async function hasLeft({ store }: Needs, { data }: Job): Promise<boolean> {
  if (!("portalId" in data)) return false;
  const portal = await store.inSystem((tx) => tx.portals.find(data.portalId));
  return portal?.state === "uninstalled";
}
