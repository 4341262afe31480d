import { Link, Text } from "@hubspot/ui-extensions";
import type { Match } from "./contract.ts";

/** The buyer's name, leading to its record in HubSpot. */
export function BuyerName({ match: { buyer, record, currency } }: { match: Match }) {
  return (
    <>
      <Text>
        <Link href={record.url}>{buyer.name}</Link>
      </Text>
      <Text variant="microcopy">{`${record.object === "contact" ? "Person" : "Company"}, ${currency}`}</Text>
    </>
  );
}
