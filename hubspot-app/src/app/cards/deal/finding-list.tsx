import { Accordion, Alert, List, Text } from "@hubspot/ui-extensions";
import type { Finding, FixBy } from "tieout-shared/contract.ts";
import { counted, MENDERS } from "tieout-shared/words.ts";
import { MendingPlace } from "./mending-place.tsx";

/** How QuickBooks is set up: the same on every deal, so an administrator looks at it once. */
const SWITCHES = new Set([
  "customNumbersOff",
  "numberMissing",
  "revenueRecognitionOn",
  "serviceDatesOff",
  "customerTypeMissing",
  "salesTaxOff",
]);

const MENDER_ORDER: FixBy[] = ["rep", "finance", "admin"];

/** What preflight noticed, in one box for each who can mend it; what stops the push comes first. */
export function FindingList({ findings, portalId }: { findings: Finding[]; portalId: number }) {
  const stops = (fixBy: FixBy) => findings.some((finding) => finding.fixBy === fixBy && finding.level === "error");
  const menders = [...MENDER_ORDER.filter(stops), ...MENDER_ORDER.filter((fixBy) => !stops(fixBy))];
  return (
    <>
      {menders.map((fixBy) => (
        <MenderFindings key={fixBy} fixBy={fixBy} portalId={portalId} findings={findings.filter((finding) => finding.fixBy === fixBy)} />
      ))}
    </>
  );
}

function MenderFindings({ fixBy, findings, portalId }: { fixBy: FixBy; findings: Finding[]; portalId: number }) {
  if (findings.length === 0) return null;
  const errors = findings.filter(({ level }) => level === "error");
  const warnings = findings.filter(({ level }) => level === "warning");
  const heading = `${MENDERS[fixBy].heading}: ${errors.length > 0 ? `${counted(errors.length, "thing")} to put right` : "worth a look"}`;
  const list = (
    <List variant="unordered-styled">
      {[...errors, ...warnings].map((finding, index) => (
        <Text key={`${finding.code}-${index}`}>
          {finding.level === "warning" && errors.length > 0 ? "Warning: " : ""}
          {finding.message} <MendingPlace finding={finding} portalId={portalId} />
        </Text>
      ))}
    </List>
  );
  if (errors.length === 0 && warnings.every(({ code }) => SWITCHES.has(code)))
    return (
      <Accordion title={heading} size="sm">
        {list}
      </Accordion>
    );
  return (
    <Alert title={heading} variant={errors.length > 0 ? "danger" : "warning"}>
      {list}
    </Alert>
  );
}
