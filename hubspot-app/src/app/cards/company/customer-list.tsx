import { Flex, Heading, Link, Text } from "@hubspot/ui-extensions";
import type { CompanyView } from "./contract.ts";

/** Which QuickBooks customers this company stands for. */
export function CustomerList({ customers }: { customers: CompanyView["customers"] }) {
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{customers.length > 1 ? "QuickBooks customers" : "QuickBooks customer"}</Heading>
      {customers.map(({ id, connectionId, name, currency, url }) => (
        <Flex key={`${connectionId} ${id}`} direction="row" gap="small" align="center">
          {url === "" ? <Text>{name}</Text> : <Link href={{ url, external: true }}>{name}</Link>}
          <Text variant="microcopy">{currency}</Text>
        </Flex>
      ))}
    </Flex>
  );
}
