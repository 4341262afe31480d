import type { MatchRow } from "../domain/match-decision.ts";
import type { LinkKey } from "./links.ts";

/** A match and whether it can still be taken back: an order of the buyer is in the ERP or on its way. */
export type ListedMatch = MatchRow & { ordered: boolean };

/** What is known and was decided about who buyers are. */
export type Matches = {
  find(key: LinkKey): Promise<MatchRow | null>;
  read(matchId: string): Promise<ListedMatch | null>;
  /** Inserts or replaces the row of its buyer. */
  save(match: MatchRow): Promise<void>;
  /** What was asked or decided of one record is the other's; what is still asked of it ends where the other has its own. */
  repoint(move: { from: string; to: string }): Promise<void>;
  /** The open ones oldest first, the decided ones newest first; `cursor` is the last of the page before. */
  list(page: { state: "open" | "decided"; cursor: string | null; limit: number }): Promise<ListedMatch[]>;
};
