import { Flex, Heading, Select, Text } from "@hubspot/ui-extensions";
import type { Role, Settings, User } from "./contract.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import type { Controls } from "./use-settings.ts";

const DEFAULT = "default";
const OPTIONS = [
  { value: DEFAULT, label: "As everybody else" },
  { value: "viewer", label: "Viewer: may only look" },
  { value: "pusher", label: "Pusher: may push deals" },
  { value: "finance", label: "Finance: approves, maps, decides" },
  { value: "admin", label: "Admin: settings and connections" },
];

/** Who may do what; each choice is saved at once. */
export function RolesSection({ settings, users, controls }: { settings: Settings; users: User[]; controls: Controls }) {
  const give = ({ userId, name }: User, chosen: string) => {
    const { [String(userId)]: _before, ...others } = settings.roles;
    const roles = chosen === DEFAULT ? others : { ...others, [String(userId)]: chosen as Role };
    return controls.run(
      () => controls.api.save({ roles }),
      () => `Saved the role of ${name}.`,
    );
  };
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <FieldsForm fields={FIELDS.roles} settings={settings} controls={controls} />
      <Heading>People</Heading>
      <Text>Whoever installed Tieout is an admin until somebody says otherwise. HubSpot tells of users who can own records.</Text>
      {users.map((user) => (
        <Select
          key={user.userId}
          name={`role-${user.userId}`}
          label={user.email === null ? user.name : `${user.name} (${user.email})`}
          options={OPTIONS}
          readOnly={controls.busy}
          value={settings.roles[String(user.userId)] ?? DEFAULT}
          onChange={(chosen) => void give(user, String(chosen))}
        />
      ))}
    </Flex>
  );
}
