import { AppError } from "../domain/errors.ts";
import { goLiveTicks, mayGoLive, type Tick } from "../domain/go-live.ts";
import type { Person } from "../domain/person.ts";
import type { Settings } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** What the go-live page shows. `waiver` names who took the responsibility, and when. */
export type GoLive = {
  ticks: Tick[];
  waiver: { reason: string; by: Person | null; at: Temporal.Instant | null } | null;
  allowed: boolean;
  automaticPush: boolean;
};

const WAIVED = "goLive.waived";

/** Whether deals may be pushed by themselves, and why (not). */
export function readGoLive({ store }: Needs, portalId: number): Promise<GoLive> {
  return store.inPortal(portalId, async (tx) => {
    const settings = await tx.settings.readWhole();
    const ticks = readTicks();
    const waived = settings.goLiveWaiver === null ? null : await tx.audit.last(WAIVED);
    return {
      ticks,
      waiver: settings.goLiveWaiver === null ? null : { reason: settings.goLiveWaiver, by: waived?.by ?? null, at: waived?.at ?? null },
      allowed: mayGoLive(ticks, settings),
      automaticPush: settings.automaticPush,
    };
  });
}

/** Throws conflict when automatic pushes would be switched on before their time; remembers who waives the ticks. */
export async function checkGoLive(tx: PortalTx, by: Person, before: Settings, after: Settings): Promise<void> {
  if (after.goLiveWaiver !== before.goLiveWaiver) {
    const reason = after.goLiveWaiver;
    await tx.audit.append({ by, what: reason === null ? "goLive.waiverEnded" : WAIVED, subject: null, details: { reason } });
  }
  if (!after.automaticPush || mayGoLive(readTicks(), after)) return;
  throw new AppError(
    "conflict",
    "Automatic pushes cannot be on yet: the go-live page has open ticks. Finish them, or waive them by name with a reason (goLiveWaiver).",
    { code: "goLiveOpen", fixBy: "admin" },
  );
}

/** Nothing is known of a parallel run or a bridge. */
const readTicks = () => goLiveTicks({ shadowDays: 0, unexplained: null });
