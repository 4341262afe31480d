import { createRenderer } from "@hubspot/ui-extensions/testing";

const PATIENCE_MS = 10_000;

/** HubSpot's renderer, which by itself waits one second for what is to show: on a busy machine that is no time. */
export const patientRenderer: typeof createRenderer = (location) => {
  const renderer = createRenderer(location);
  return { ...renderer, waitFor: (check, options) => renderer.waitFor(check, { timeoutInMs: PATIENCE_MS, ...options }) };
};
