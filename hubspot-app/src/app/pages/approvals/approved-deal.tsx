import { Link, Text } from "@hubspot/ui-extensions";
import type { Approval } from "tieout-shared/contract.ts";

/** The deal with its company. */
export function ApprovedDeal({ approval: { dealName, dealUrl, company } }: { approval: Approval }) {
  return (
    <>
      <Text>
        <Link href={dealUrl}>{dealName}</Link>
      </Text>
      {company === "" ? null : <Text variant="microcopy">{company}</Text>}
    </>
  );
}
