import type { HrefProp } from "@hubspot/ui-extensions";

export type Size = "flush" | "xs" | "sm" | "md" | "lg" | "xl";
const SHORT: Record<string, Size> = { "extra-small": "xs", small: "sm", medium: "md", large: "lg", "extra-large": "xl" };

/** HubSpot names each size twice ("small", "sm"); this is the short name. */
export function sizeOf(size: string | undefined, fallback: Size): Size {
  return size === undefined ? fallback : (SHORT[size] ?? (size as Size));
}

/** The attributes of an anchor for HubSpot's `href` prop, a string or {url, external}. */
export function anchorOf(href: HrefProp): { href: string; target?: string; rel?: string } {
  const { url, external = false } = typeof href === "string" ? { url: href } : href;
  const elsewhere = external || /^https?:/.test(url);
  return elsewhere ? { href: url, target: "_blank", rel: "noreferrer" } : { href: url };
}

/** Class names that apply, joined. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** A browser event reduced to what may cross to the worker. */
export function extensionEvent({ type, bubbles, timeStamp }: { type: string; bubbles: boolean; timeStamp: number }) {
  return { type, bubbles, timeStamp, id: "" };
}
