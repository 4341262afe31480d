import { settingsOf } from "../domain/company-settings.ts";
import { AppError } from "../domain/errors.ts";
import { goLiveTicks, mayGoLive, type Tick } from "../domain/go-live.ts";
import type { Person } from "../domain/person.ts";
import type { Settings } from "../domain/settings.ts";
import type { Decision } from "../ports/audit.ts";
import type { PortalTx } from "../ports/store.ts";
import { currentSettings, joinedCompanies } from "./current-settings.ts";
import type { Needs } from "./needs.ts";

/** What the go-live page shows. `waiver` names who took the responsibility, and when. */
export type GoLive = {
  ticks: Tick[];
  waiver: { reason: string; by: Person | null; at: Temporal.Instant | null } | null;
  allowed: boolean;
  automaticPush: boolean;
};

const WAIVED = "goLive.waived";

/** Whether deals may be pushed by themselves, and why (not): to one company, or to all that go by the portal's settings. */
export function readGoLive(
  { store }: Needs,
  { portalId, connectionId }: { portalId: number; connectionId: string | null },
): Promise<GoLive> {
  return store.inPortal(portalId, async (tx) => {
    const settings = await currentSettings(tx, connectionId);
    const ticks = readTicks();
    const ownWaiver = connectionId !== null && settings.own?.includes("goLiveWaiver");
    const waiverOf = ownWaiver ? { object: "connection", id: connectionId } : null;
    const waived = settings.goLiveWaiver === null ? null : await tx.audit.last(WAIVED, waiverOf);
    return {
      ticks,
      waiver: settings.goLiveWaiver === null ? null : { reason: settings.goLiveWaiver, by: waived?.by ?? null, at: waived?.at ?? null },
      allowed: mayGoLive(ticks, settings),
      automaticPush: settings.automaticPush,
    };
  });
}

/** Remembers who waives the ticks, for one company or for all that have no waiver of their own. */
export async function noteWaiver(
  tx: PortalTx,
  by: Person | null,
  subject: Decision["subject"],
  before: Settings,
  after: Settings,
): Promise<void> {
  if (after.goLiveWaiver === before.goLiveWaiver) return;
  const reason = after.goLiveWaiver;
  await tx.audit.append({ by, what: reason === null ? "goLive.waiverEnded" : WAIVED, subject, details: { reason } });
}

/** Throws conflict when automatic pushes to a company would be on before their time. */
export function refuseUntimely(settings: Settings, company: string | null): void {
  if (!settings.automaticPush || mayGoLive(readTicks(), settings)) return;
  const where = company === null ? "" : ` for ${company}`;
  throw new AppError(
    "conflict",
    `Automatic pushes cannot be on yet${where}: the go-live page has open ticks. Finish them, or waive them by name with a reason (goLiveWaiver).`,
    { code: "goLiveOpen", fixBy: "admin" },
  );
}

/** The same for what the portal has chosen, and for every company that has only some of it of its own. */
export async function refuseUntimelyAnywhere(tx: PortalTx, portal: Settings): Promise<void> {
  refuseUntimely(portal, null);
  for (const { connectionId, company } of await joinedCompanies(tx))
    refuseUntimely(settingsOf(portal, await tx.settings.own(connectionId)), company.name);
}

/** Nothing is known of a parallel run or a bridge. */
const readTicks = () => goLiveTicks({ shadowDays: 0, unexplained: null });
