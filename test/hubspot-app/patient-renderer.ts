import { createRenderer } from "@hubspot/ui-extensions/testing";
import { createElement, useState, type ReactNode } from "react";
import { onTestFinished } from "vitest";

/** How long a screen may take until it shows what it will show. */
export const PATIENCE_MS = 60_000;

/**
 * HubSpot's renderer, which by itself waits one second for what is to show: on a busy machine that is no time.
 * What it renders is closed with its test; a card that stayed open would look again later and take the answers of another test.
 */
export const patientRenderer: typeof createRenderer = (location) => {
  const renderer = createRenderer(location);
  return {
    ...renderer,
    render: (page) => {
      let close = () => {};
      const Closable = ({ children }: { children?: ReactNode }) => {
        const [isOpen, setOpen] = useState(true);
        close = () => setOpen(false);
        return isOpen ? children : null;
      };
      onTestFinished(() => close());
      return renderer.render(createElement(Closable, null, page));
    },
    waitFor: (check, options) => renderer.waitFor(check, { timeoutInMs: PATIENCE_MS, ...options }),
  };
};
