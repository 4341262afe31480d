import type { Sandbox } from "../sandbox.ts";
import { NORTHWIND_PORTAL } from "../seed/hubspot.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import { eventually, type Actors } from "./actors.ts";
import type { Check } from "./watch-deal.ts";

const WORKFLOW = 192_814_114;
const SETTLED = new Set(["succeeded", "continued", "failed", "expired"]);

/** A workflow wants to push a deal, an admin allows it, and it pushes: the same deal twice, and one order. */
export async function pushByWorkflow({ hubspot, quickbooks }: Sandbox, actors: Actors, say: (line: string) => void): Promise<Check[]> {
  const object = { objectType: "DEAL", id: DEAL_IDS.soylent };
  const outcome = async (action: string) => {
    const { callbackId } = await hubspot.runWorkflowAction({ portalId: NORTHWIND_PORTAL, action, object, workflowId: WORKFLOW });
    const run = await eventually("The end of a workflow's action", () => {
      const found = hubspot.world.runs.find(callbackId);
      return found && SETTLED.has(found.status) ? found : null;
    });
    return `${run.status}: ${String(run.outputFields["result"])}`;
  };
  const refused = await outcome("push-deal");
  await actors.ask("admin", `/ui/workflow-consents/${WORKFLOW}`, { method: "POST", body: { granted: true } });
  say(`HubSpot: workflow ${WORKFLOW} may not push deals; an admin allows it, and it pushes “Soylent support and training”.`);
  const [first, second, status] = [await outcome("push-deal"), await outcome("push-deal"), await outcome("invoice-status")];
  const orders = quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.soylent));
  return [
    { what: "A workflow that nobody has allowed", expected: "continued: notReady", got: refused },
    { what: "The same workflow, allowed", expected: "succeeded: pushed", got: first },
    { what: "Enrolled once more", expected: "succeeded: pushed, 1 order", got: `${second}, ${orders.length} order` },
    { what: "A workflow asks for the invoices", expected: "succeeded: pushed", got: status },
  ];
}
