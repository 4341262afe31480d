import { counted } from "tieout-shared/words.ts";

/** What one approval did: "Set-up is Onboarding in QuickBooks now; 3 deals are released." */
export function releasedWords(product: string, item: string, released: number): string {
  const deals =
    released === 0 ? "no deal was waiting for it alone" : `${counted(released, "deal")} ${released === 1 ? "is" : "are"} released`;
  return `${product} is ${item} in QuickBooks now; ${deals}.`;
}
