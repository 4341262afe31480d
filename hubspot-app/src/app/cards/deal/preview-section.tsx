import { Accordion, Flex, Heading } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";
import { counted } from "tieout-shared/words.ts";
import { PreviewTable } from "./preview-table.tsx";

/** The order line by line: open while it is what would be sent, folded away once the order is in QuickBooks. */
export function PreviewSection({ preview, collapsed }: { preview: DealView["preview"]; collapsed: boolean }) {
  if (!preview) return null;
  if (collapsed)
    return (
      <Accordion title={`Order lines (${counted(preview.lines.length, "line")})`} size="sm">
        <PreviewTable preview={preview} />
      </Accordion>
    );
  return (
    <Flex direction="column" gap="small">
      <Heading>What QuickBooks would get</Heading>
      <PreviewTable preview={preview} />
    </Flex>
  );
}
