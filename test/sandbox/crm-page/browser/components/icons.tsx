import type { IconProps } from "@hubspot/ui-extensions";
import { classes, sizeOf } from "./sizes.ts";

// Our own strokes on a 16 by 16 field; HubSpot's icons are not published.
const STROKES: Record<string, string> = {
  success: "M3 8.5 6.5 12 13 4.5",
  checkCircle: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5 8.2 7.2 10.4 11 6",
  warning: "M8 2 15 14H1zM8 6.5v3.5M8 12v.4",
  exclamation: "M8 2v8M8 13v.5",
  exclamationCircle: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 4.5v4.2M8 11v.5",
  info: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 7.2v4.2M8 4.6v.5",
  questionCircle: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M6 6.2a2 2 0 1 1 2.6 2c-.5.2-.6.6-.6 1.2M8 11.2v.4",
  refresh: "M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2v3h-3",
  dataSync: "M13.5 6A5.7 5.7 0 0 0 3 5M3 2v3h3M2.5 10A5.7 5.7 0 0 0 13 11M13 14v-3h-3",
  clock: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 4.500V8l2.5 1.5",
  date: "M2 3.500h12v11H2zM2 6.500h12M5 2v3M11 2v3",
  link: "M6.5 9.500l3-3M7 4.500l1.5-1.500a3 3 0 0 1 4.5 4.500L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.500L4.5 7",
  edit: "M3 13l.7-3L11 2.700l2.3 2.300L6 12.300zM9.5 4.200l2.3 2.3",
  delete: "M3 4.500h10M6 4.500V2.500h4v2M4.5 4.500l.6 9h5.800l.6-9",
  add: "M8 3v10M3 8h10",
  remove: "M3.5 3.500l9 9M12.5 3.500l-9 9",
  xCircle: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M5.7 5.700l4.6 4.600M10.3 5.700l-4.6 4.6",
  search: "M7 2.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14",
  send: "M2 8l12-5.500L9.5 14 7.5 9z",
  invoice: "M3.5 1.500h9v13l-2-1.3-2.5 1.3-2.5-1.3-2 1.300zM6 5h4M6 8h4",
  order: "M3 2.500h10v11H3zM5.5 5.500h5M5.5 8h5M5.5 10.500h3",
  bank: "M2 6.5 8 2.500l6 4zM3.5 7v5M6.5 7v5M9.5 7v5M12.5 7v5M2 13.500h12",
  locked: "M3.5 7h9v7h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  left: "M10 3 5 8l5 5",
  right: "M6 3l5 5-5 5",
  downCarat: "M3 6l5 5 5-5",
  upCarat: "M3 10l5-5 5 5",
  download: "M8 2v8M4.5 7 8 10.5 11.5 7M3 13.500h10",
  upload: "M8 10.500V2.500M4.5 6 8 2.5 11.5 6M3 13.500h10",
  copy: "M5.5 5.500h8v8h-8zM10.5 5.500v-3h-8v8h3",
  settings:
    "M8 5.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M8 1.500v2M8 12.500v2M1.5 8h2M12.5 8h2M3.4 3.400l1.4 1.400M11.2 11.200l1.4 1.400M12.6 3.400l-1.4 1.400M4.8 11.200l-1.4 1.4",
  contact: "M8 2.500a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600M2.5 14a5.5 5.5 0 0 1 11 0",
  block: "M8 1.500a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M3.5 3.500l9 9",
};
const FALLBACK = "M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8";
const PIXELS = { flush: 12, xs: 12, sm: 14, md: 18, lg: 24, xl: 32 } as const;

/** An icon by HubSpot's name; a plain ring where we have no drawing for the name. */
export function Icon({ name, color = "inherit", size, screenReaderText, testId }: IconProps) {
  const pixels = PIXELS[sizeOf(size, "md")];
  const spoken = screenReaderText ? { role: "img", "aria-label": screenReaderText } : { "aria-hidden": true };
  return (
    <svg
      className={classes("hs-icon", `hs-icon-${color}`)}
      width={pixels}
      height={pixels}
      viewBox="0 0 16 16"
      data-testid={testId}
      {...spoken}
    >
      <path d={STROKES[name] ?? FALLBACK} />
    </svg>
  );
}
