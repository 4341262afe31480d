import { EmptyState, Text } from "@hubspot/ui-extensions";
import type { Me } from "./contract.ts";

/** What a user whose role is too small sees, and who can change that. */
export function RoleNeeded({ me }: { me: Me }) {
  return (
    <EmptyState title="The Finance desk is for finance" layout="vertical" reverseOrder imageName="lock">
      <Text>{`It needs the role finance; yours is ${me.role}. A Tieout admin gives roles in the app's settings.`}</Text>
      <Text>What a deal needs from you stands on the deal's QuickBooks card.</Text>
    </EmptyState>
  );
}
