import { Button, LoadingButton, Panel, TableCell, TableHeader, TableRow, Tabs } from "@hubspot/ui-extensions";
import { createPageRouter, PageRoutes } from "@hubspot/ui-extensions/pages";
import type { RenderedFragmentNode } from "@hubspot/ui-extensions/testing";
import { vi } from "vitest";
import { Desk } from "../../../hubspot-app/src/app/pages/desk/desk.tsx";
import { PATIENCE_MS, patientRenderer } from "../patient-renderer.ts";
import { textOf } from "../text-of.ts";
import { finance } from "./example-me.ts";
import { fakeApi, type Routes } from "./fake-api.ts";

const Page = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Desk} />
    <PageRoutes.Route path="/:screen" component={Desk} />
  </PageRoutes>,
);

/** Waits until the check passes, for long on a busy machine. */
export const soon = (check: () => unknown) => vi.waitFor(check, PATIENCE_MS);

/** The desk at one of its addresses, before an API with these answers. */
export function desk(path: string, routes: Routes, params: Record<string, string> = {}) {
  const api = fakeApi({
    "GET /ui/me": finance,
    "GET /ui/breaker": { pausedAt: null, pushes: 20, minutes: 10 },
    "GET /ui/setup": { steps: [] },
    ...routes,
  });
  vi.stubGlobal("self", { hsFetch: api.fetch });
  const renderer = patientRenderer("pages");
  renderer.mocks.setPageLocation({ path, params });
  renderer.mocks.context.variables = { API_ORIGIN: "https://api.example.com" };
  renderer.render(<Page />);

  const page = () => textOf(renderer.getRootNode());
  const rows = () => renderer.findAll(TableRow).map((row) => row.findAll(TableCell).map(textOf));
  const headers = () => renderer.findAll(TableHeader).map(textOf);
  const shows = (words: string) =>
    renderer.waitFor(() => {
      if (!page().includes(words)) throw new Error(`"${words}" is not on the page, but: ${page()}`);
    });
  /** What the button with this test id opens: a panel or a question. */
  const overlay = (testId: string) => overlayOf([...renderer.findAll(Button), ...renderer.findAll(LoadingButton)], testId);
  const openPanel = (id: string) => overlay(`open-${id}`).find(Panel).trigger("onOpen");
  const button = (label: string) => renderer.find(Button, ({ text }) => text === label);
  const press = (label: string) => button(label).trigger("onClick");
  const turn = (label: string) => renderer.find(LoadingButton, ({ text }) => text === label).trigger("onClick");
  /** Presses a tab: of the desk, or of its screen. */
  const chooseTab = (of: "desk" | "screen", tabId: string) => {
    const { onSelectedChange } = renderer.findAll(Tabs)[of === "desk" ? 0 : 1]?.props ?? {};
    (onSelectedChange as (id: string) => void)(tabId);
  };
  return { ...renderer, ...api, chooseTab, page, rows, headers, shows, overlay, openPanel, button, press, turn };
}

type Opener = { props: { testId?: string; overlay?: unknown } };

function overlayOf(openers: Opener[], testId: string): RenderedFragmentNode {
  const opener = openers.find(({ props }) => props.testId === testId);
  if (!opener?.props.overlay) throw new Error(`No button "${testId}" opens anything.`);
  return opener.props.overlay as RenderedFragmentNode;
}
