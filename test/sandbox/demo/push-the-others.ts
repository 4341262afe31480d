import type { Sandbox } from "../sandbox.ts";
import type { Actors } from "./actors.ts";
import { EXPECTED_DEALS } from "./expected-deals.ts";
import { pushOne, type Check } from "./watch-deal.ts";

/** A rep has so many deals open side by side; more would only wait for QuickBooks' limit. */
const AT_A_TIME = 4;

type Others = { sandbox: Sandbox; actors: Actors; say(line: string): void };

/** Push is pressed on each of the seed deals that are wanted; every outcome is told as it comes, the checks are in the order of the deals. */
export async function pushTheOthers({ sandbox, actors, say }: Others, isWanted: (key: string) => boolean): Promise<Check[]> {
  const deals = EXPECTED_DEALS.filter(({ key }) => isWanted(key));
  say(`HubSpot: a rep presses Push on ${deals.length} of the other deals.`);
  const checks: Check[] = [];
  const waiting = [...deals.entries()];
  let done = 0;
  const pushOn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, deal] = next;
      const check = await pushOne(sandbox, actors, deal);
      checks[at] = check;
      done += 1;
      say(`  ${String(done).padStart(2)} of ${deals.length}  ${deal.what}: ${check.got}`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, pushOn));
  return checks;
}
