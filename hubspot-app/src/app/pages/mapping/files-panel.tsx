import { Flex, PanelBody, PanelSection, Tab, Tabs } from "@hubspot/ui-extensions";
import { ExportTab } from "./export-tab.tsx";
import { ImportTab } from "./import-tab.tsx";
import type { MappingDraft } from "./use-mapping.ts";

/** The mapping as a file: out for a spreadsheet or for version control, and in again. */
export function FilesPanel({ draft }: { draft: MappingDraft }) {
  return (
    <PanelBody>
      <PanelSection>
        <Flex direction="column" gap="small" align="stretch">
          <Tabs variant="enclosed">
            <Tab tabId="export" title="Export">
              <ExportTab />
            </Tab>
            <Tab tabId="import" title="Import">
              <ImportTab draft={draft} />
            </Tab>
          </Tabs>
        </Flex>
      </PanelSection>
    </PanelBody>
  );
}
