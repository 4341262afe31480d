import type { Guard } from "./guard.ts";
import { GUARDS_OF_AMOUNTS } from "./guards-of-amounts.ts";
import { GUARDS_OF_DOORS } from "./guards-of-doors.ts";
import { GUARDS_OF_FIELDS } from "./guards-of-fields.ts";
import { GUARDS_OF_LEAVING } from "./guards-of-leaving.ts";
import { GUARDS_OF_LIMITS } from "./guards-of-limits.ts";
import { GUARDS_OF_MATCHING } from "./guards-of-matching.ts";
import { GUARDS_OF_MIRROR } from "./guards-of-mirror.ts";
import { GUARDS_OF_OUTCOMES } from "./guards-of-outcomes.ts";
import { GUARDS_OF_SECRETS } from "./guards-of-secrets.ts";
import { GUARDS_OF_SETTINGS } from "./guards-of-settings.ts";
import { GUARDS_OF_WRITES } from "./guards-of-writes.ts";

/** Every guard that the proof takes away. `find` stands exactly once in its file. */
export const GUARDS: readonly Guard[] = [
  ...GUARDS_OF_AMOUNTS,
  ...GUARDS_OF_DOORS,
  ...GUARDS_OF_FIELDS,
  ...GUARDS_OF_LEAVING,
  ...GUARDS_OF_LIMITS,
  ...GUARDS_OF_MATCHING,
  ...GUARDS_OF_MIRROR,
  ...GUARDS_OF_OUTCOMES,
  ...GUARDS_OF_SECRETS,
  ...GUARDS_OF_SETTINGS,
  ...GUARDS_OF_WRITES,
];
