import { StatusTag } from "@hubspot/ui-extensions";

/** How a state looks: the dot of a StatusTag and its words. */
export type Tag = { variant: "danger" | "warning" | "info" | "success" | "default"; label: string };

/** A status in its colour; what is neither good nor bad has a ring instead of a dot. */
export function StatusTagOf({ tag, testId }: { tag: Tag; testId?: string }) {
  return (
    <StatusTag variant={tag.variant} hollow={tag.variant === "default"} {...(testId ? { testId } : {})}>
      {tag.label}
    </StatusTag>
  );
}
