import { FREQUENCY_PLANS, type SyncSettings } from "./sync-settings.ts";

/** How often something is done: every so many minutes, in the portal's daily batch, or at night in the portal's zone. */
export type Plan = { everyMinutes: number } | { daily: "batch" | "night" };

/** The recurring work of each portal, with its plan and what the Finance desk calls it. */
export const SCHEDULE = {
  companies: { plan: { daily: "night" }, label: "Read the preferences of QuickBooks" },
  sweep: { plan: { everyMinutes: 15 }, label: "Look for won deals that HubSpot did not tell us of" },
  strayed: { plan: { daily: "night" }, label: "Look for deals with an order that were changed or deleted without a word from HubSpot" },
  mended: { plan: { everyMinutes: 15 }, label: "See whether what dead letters wait for has been mended in QuickBooks" },
  alerts: { plan: { everyMinutes: 15 }, label: "Tell of what has waited for too long" },
  digest: { plan: { daily: "batch" }, label: "Tell once a day of everything that waits" },
  forget: { plan: { daily: "night" }, label: "Forget what has been kept for long enough" },
  doubles: { plan: { daily: "night" }, label: "Look for two documents of one deal" },
  invoices: { plan: { everyMinutes: 4 * 60 }, label: "Catch up with all that changed in QuickBooks" },
  customers: { plan: { daily: "batch" }, label: "Compare companies with their customers in QuickBooks" },
  contacts: { plan: { daily: "batch" }, label: "Compare billing contacts with their customers in QuickBooks" },
  items: { plan: { daily: "batch" }, label: "Bring HubSpot's products up to date with QuickBooks' items" },
  budget: { plan: { everyMinutes: 15 }, label: "Watch how much is read of QuickBooks" },
  payments: { plan: { daily: "batch" }, label: "Bring payments and days overdue up to date on deals and companies" },
} as const satisfies Record<string, { plan: Plan; label: string }>;

export type ScheduledKind = keyof typeof SCHEDULE;
export const SCHEDULED_KINDS = Object.keys(SCHEDULE) as ScheduledKind[];

/** What is done for an account that has left, too. */
export const AFTER_UNINSTALL: ScheduledKind = "forget";

const NIGHT_HOUR = 2;

/** How often the portal wants it done. */
export function planOf(kind: ScheduledKind, sync: SyncSettings): Plan {
  if (kind === "customers" || kind === "contacts" || kind === "invoices" || kind === "payments")
    return FREQUENCY_PLANS[sync[kind].frequency];
  return SCHEDULE[kind].plan;
}

/** The first moment after `now` at which it is due again. An hour that the clocks skip is the next one. */
export function nextRun(
  plan: Plan,
  { now, timeZone, dailyHour }: { now: Temporal.Instant; timeZone: string; dailyHour: number },
): Temporal.Instant {
  if ("everyMinutes" in plan) return now.add({ minutes: plan.everyMinutes });
  const here = now.toZonedDateTimeISO(timeZone);
  const hour = plan.daily === "batch" ? dailyHour : NIGHT_HOUR;
  const on = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant();
  const today = on(here.toPlainDate());
  return Temporal.Instant.compare(today, now) > 0 ? today : on(here.toPlainDate().add({ days: 1 }));
}
