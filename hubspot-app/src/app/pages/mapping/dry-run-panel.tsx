import {
  Button,
  Flex,
  LoadingSpinner,
  PanelBody,
  PanelFooter,
  PanelSection,
  ProgressBar,
  Text,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { counted } from "tieout-shared/words.ts";
import { FailureAlert } from "tieout-shared/failure-alert.tsx";
import type { DryRun } from "./contract.ts";
import { DifferingDeals } from "./differing-deals.tsx";
import { changesOf } from "./draft.ts";
import { useDryRun, type Trial } from "./use-dry-run.ts";
import type { MappingDraft } from "./use-mapping.ts";

/** Tries the draft on past deals as soon as it is opened, and shows which orders would have differed. It closes before it saves. */
export function DryRunPanel({ panelId, draft }: { panelId: string; draft: MappingDraft }) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const { lists, changed, save } = draft;
  const trial = useDryRun(changesOf(lists, changed));
  const closeAndSave = () => {
    closeOverlay(panelId);
    void save();
  };
  return (
    <>
      <PanelBody>
        <PanelSection>
          <Flex direction="column" gap="small" align="stretch">
            <TrialView trial={trial} />
          </Flex>
        </PanelSection>
      </PanelBody>
      <PanelFooter>
        <Button variant="primary" disabled={trial.state === "running"} onClick={() => closeAndSave()} testId="save-mapping">
          Save the mapping
        </Button>
        <Button onClick={() => closeOverlay(panelId)}>Back to editing</Button>
      </PanelFooter>
    </>
  );
}

function TrialView({ trial }: { trial: Trial }) {
  switch (trial.state) {
    case "running":
      return <Progress run={trial.run} />;
    case "failed":
      return <FailureAlert failure={trial.failure} title="The change could not be tried. It can still be saved." />;
    case "done":
      return <Result run={trial.run} />;
  }
}

function Progress({ run }: { run: DryRun | null }) {
  if (run === null || run.deals === 0) return <LoadingSpinner label="Reading the deals of the last 90 days" showLabel />;
  return (
    <ProgressBar title="Deals looked at" value={run.lookedAt} maxValue={run.deals} valueDescription={`${run.lookedAt} of ${run.deals}`} />
  );
}

function Result({ run }: { run: DryRun }) {
  const { deals, differing, differingCount, leftOut } = run;
  const verdict =
    differingCount === 0
      ? `None of ${counted(deals, "won deal")} of the last 90 days would have become another order.`
      : `${differingCount} of ${counted(deals, "won deal")} of the last 90 days would have become another order.`;
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text format={{ fontWeight: "demibold" }}>{verdict}</Text>
      <Text variant="microcopy">Orders that are in QuickBooks already stay as they are.</Text>
      <DifferingDeals deals={differing} />
      {differingCount > differing.length ? <Text variant="microcopy">{`and ${differingCount - differing.length} more`}</Text> : null}
      {leftOut > 0 ? <Text variant="microcopy">{`${counted(leftOut, "older deal")} of these 90 days were left out.`}</Text> : null}
    </Flex>
  );
}
