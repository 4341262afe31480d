import { Flex, Heading, Link, Text } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { MATCHES } from "./words.ts";

/** Which QuickBooks customer this deal is for, how sure that is, and why. */
export function CustomerMatch({ customer }: { customer: DealView["customer"] }) {
  if (!customer) return null;
  const match = MATCHES[customer.match];
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>Customer</Heading>
      <Flex direction="row" gap="small" align="center" wrap>
        {customer.url ? (
          <Link href={{ url: customer.url, external: true }}>{customer.name}</Link>
        ) : (
          <Text format={{ fontWeight: "demibold" }}>{customer.name}</Text>
        )}
        <StatusTagOf tag={match} />
      </Flex>
      <Text variant="microcopy">{match.sentence}</Text>
      {customer.reasons.length > 0 ? <Text variant="microcopy">{customer.reasons.join(" · ")}</Text> : null}
    </Flex>
  );
}
