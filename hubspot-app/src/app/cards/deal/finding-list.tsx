import { Alert, List, Text } from "@hubspot/ui-extensions";
import type { Finding, FixBy } from "tieout-shared/contract.ts";
import { counted, MENDERS } from "tieout-shared/words.ts";

const OBJECTS = { deal: "Deal", company: "Company", contact: "Contact", lineItem: "Line item" };
const MENDER_ORDER: FixBy[] = ["rep", "finance", "admin"];

/** What preflight noticed, in one box for each who can mend it; what stops the push comes first. */
export function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <>
      {MENDER_ORDER.map((fixBy) => (
        <MenderFindings key={fixBy} fixBy={fixBy} findings={findings.filter((finding) => finding.fixBy === fixBy)} />
      ))}
    </>
  );
}

function MenderFindings({ fixBy, findings }: { fixBy: FixBy; findings: Finding[] }) {
  if (findings.length === 0) return null;
  const errors = findings.filter(({ level }) => level === "error");
  const warnings = findings.filter(({ level }) => level === "warning");
  const heading = `${MENDERS[fixBy].heading}: ${errors.length > 0 ? `${counted(errors.length, "thing")} to put right` : "worth a look"}`;
  return (
    <Alert title={heading} variant={errors.length > 0 ? "danger" : "warning"}>
      <List variant="unordered-styled">
        {[...errors, ...warnings].map((finding, index) => (
          <Text key={`${finding.code}-${index}`}>
            {finding.level === "warning" && errors.length > 0 ? "Warning: " : ""}
            {finding.message}{" "}
            <Text inline variant="microcopy">
              {placeOf(finding)}
            </Text>
          </Text>
        ))}
      </List>
    </Alert>
  );
}

/** Where to mend it: "Company 9, Billing city (tieout_billing_city)". */
function placeOf({ where }: Finding): string {
  if (!where) return "";
  const record = where.object === "deal" ? "This deal" : `${OBJECTS[where.object]} ${where.id}`;
  return where.property ? `${record}, ${propertyLabel(where.property)}` : record;
}

function propertyLabel(property: string): string {
  const words = property.replace(/^(tieout|hs)_/, "").replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (${property})`;
}
