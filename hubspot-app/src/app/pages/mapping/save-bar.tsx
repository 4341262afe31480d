import { Alert, Button, ButtonRow, Flex, Text } from "@hubspot/ui-extensions";
import { counted } from "tieout-shared/words.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { DryRunPanel } from "./dry-run-panel.tsx";
import type { MappingDraft } from "./use-mapping.ts";

const PANEL = "try-and-save";

/** What is not saved yet, and the way to save it: past the deals of the last 90 days. */
export function SaveBar({ draft }: { draft: MappingDraft }) {
  if (draft.changed.length === 0) return null;
  const saving = draft.work.busyWith === "save";
  return (
    <Alert title={`${counted(draft.changed.length, "list")} changed, not saved yet`} variant="warning" testId="save-bar">
      <Flex direction="column" gap="small" align="start">
        <Text>Before it is saved, the change is tried on the deals of the last 90 days.</Text>
        <ButtonRow>
          <PanelButton
            id={PANEL}
            disabled={saving}
            label={saving ? "Saving" : "Try and save"}
            title="What the change does"
            variant="primary"
            width="lg"
          >
            {() => <DryRunPanel panelId={PANEL} draft={draft} />}
          </PanelButton>
          <Button size="sm" disabled={saving} onClick={draft.discard}>
            Discard
          </Button>
        </ButtonRow>
      </Flex>
    </Alert>
  );
}
