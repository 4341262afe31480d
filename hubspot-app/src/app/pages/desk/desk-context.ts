import { createContext, useContext } from "react";
import type { Api } from "tieout-shared/create-api.ts";
import type { Me } from "./contract.ts";

/** What every screen works with. */
export type DeskContent = {
  api: Api;
  me: Me;
  portalId: number;
  /** The portal's, in which instants are shown. */
  timeZone: string;
  /** What a screen keeps while another one is shown, by the screen's name. */
  kept: Map<string, unknown>;
};

export const DeskContext = createContext<DeskContent | null>(null);

/** The desk that a screen stands on. */
export function useDesk(): DeskContent {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("Bug: a screen was drawn outside of the desk.");
  return desk;
}
