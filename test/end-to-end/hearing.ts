import type { Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

/** QuickBooks' webhooks arrive, and all that follows is done. */
export async function hearQuickBooks(stage: Stage): Promise<void> {
  const { webhooks } = stage.sandbox.quickbooks;
  webhooks.configure({ held: false });
  await webhooks.flush();
  webhooks.configure({ held: true });
  await workWaiting(stage);
}

/** Both vendors tell what happened, the echoes of our own writes too, and the workers do what follows. */
export async function hearBoth(stage: Stage): Promise<void> {
  const { webhooks } = stage.sandbox.hubspot.world;
  webhooks.set({ held: false });
  for (let round = 0; round < 2; round += 1) {
    await stage.sandbox.hubspot.flushWebhooks(true);
    await hearQuickBooks(stage);
  }
  webhooks.set({ held: true });
}
