import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import type { User } from "./contract.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { People } from "./people.tsx";
import { useSettings } from "./settings-context.ts";

/** Who may do what. */
export function RolesSection() {
  const { api, settings } = useSettings();
  const [people] = useLoaded(
    () => api.get<{ users: User[] }>("/ui/users", ["users"]),
    JSON.stringify([settings.roles, settings.defaultRole]),
  );
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Heading>People</Heading>
      <Text>
        Whoever installed Tieout is an admin until somebody says otherwise. HubSpot tells of those who can own records; anybody else is
        added by e-mail.
      </Text>
      <LoadedView loaded={people} what="The people">
        {({ users }) => <People users={users} />}
      </LoadedView>
      <Heading>Everybody else</Heading>
      <FieldsForm fields={FIELDS.roles} />
    </Flex>
  );
}
