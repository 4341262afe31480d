import { StatusTag, TableCell, TableRow } from "@hubspot/ui-extensions";
import { useState } from "react";
import { vi } from "vitest";
import type { DealView } from "../../hubspot-app/src/app/shared/contract.ts";
import { DealStatus } from "../../hubspot-app/src/app/cards/deal/deal-status.tsx";
import { fakeProxy } from "./fake-proxy.ts";
import { textOf } from "./text-of.ts";
import { patientRenderer } from "./patient-renderer.ts";

const API = "https://api.example.com";

/** The card on a page whose hubspot.fetch gives these answers, one after the other. */
export function card(...answers: Parameters<typeof fakeProxy>) {
  const proxy = fakeProxy(...answers);
  vi.stubGlobal("self", { hsFetch: proxy.fetch });
  const renderer = patientRenderer("crm.record.tab");
  let setStage: (stage: string | null) => void = () => {};
  renderer.mocks.useCrmProperties.willCall(() => {
    const [stage, set] = useState<string | null>("qualified");
    setStage = set;
    const error = stage === null ? new Error("No such property") : null;
    return { properties: { dealstage: stage }, error, isLoading: false, isRefetching: false, refetch: async () => {} };
  });
  const draw = () => renderer.render(<DealStatus dealId="123" portalId={7} origin={API} timeZone="UTC" />);
  const tags = () => renderer.findAll(StatusTag).map(({ text, props }) => [text, props.variant]);
  const rows = () => renderer.findAll(TableRow).map((row) => row.findAll(TableCell).map(textOf));
  const page = () => textOf(renderer.getRootNode());
  return { ...proxy, ...renderer, draw, tags, rows, page, setStage: (stage: string | null) => setStage(stage) };
}

/** The card once it shows this view. */
export async function cardOf(view: DealView, ...answers: Parameters<typeof fakeProxy>) {
  const open = card(view, ...answers);
  open.draw();
  await open.waitFor(() => open.findByTestId(StatusTag, "deal-state"));
  return open;
}
