import { AutoGrid, Button, Flex, Input, Select } from "@hubspot/ui-extensions";
import { useState } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import type { Role, User } from "./contract.ts";
import { rolesWith, whoIs, wordsOf } from "./given-roles.ts";
import { useSaving, useSettings } from "./settings-context.ts";

const DEFAULT = "default";
const ROLES = [
  { value: "viewer", label: "Viewer: may only look" },
  { value: "pusher", label: "Pusher: may push deals" },
  { value: "finance", label: "Finance: approves, maps, decides" },
  { value: "admin", label: "Admin: settings and connections" },
];

/** Everybody with their role; each choice is saved at once. Who is not listed is added by e-mail or HubSpot user id. */
export function People({ users }: { users: User[] }) {
  const { settings } = useSettings();
  const { work, save } = useSaving();
  const give = (user: User, role: Role | null) => save({ roles: rolesWith(settings.roles, user, role) }, `Saved the role of ${user.name}.`);
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {users.map((user) => (
        <Select
          key={user.userId ?? user.name}
          name={`role-${user.userId ?? user.name}`}
          label={wordsOf(user)}
          options={[
            ...ROLES,
            { value: DEFAULT, label: user.given === null ? withoutWord(user, settings.defaultRole) : "Take the role away" },
          ]}
          readOnly={work.busyWith !== null}
          value={user.given ?? DEFAULT}
          onChange={(chosen) => void give(user, chosen === DEFAULT ? null : (chosen as Role))}
        />
      ))}
      <NoticeAlert notice={work.notice} />
      <Newcomer users={users} give={give} />
    </Flex>
  );
}

/** What somebody is of whom no admin has said anything. */
function withoutWord({ role }: User, defaultRole: Role): string {
  return role === defaultRole ? `As everybody else: ${role}` : `${role}, as whoever installed Tieout`;
}

function Newcomer({ users, give }: { users: User[]; give(user: User, role: Role): Promise<boolean> }) {
  const [who, setWho] = useState("");
  const [role, setRole] = useState<Role>("finance");
  const user = whoIs(who, users);
  const add = async () => {
    if (user && (await give(user, role))) setWho("");
  };
  return (
    <Flex direction="column" gap="small" align="start">
      <AutoGrid columnWidth={280} gap="small" flexible>
        <Input
          label="Somebody else"
          name="newcomer"
          description="E-mail, or HubSpot user id. An e-mail becomes theirs when they first open Tieout."
          value={who}
          onInput={setWho}
          onChange={setWho}
        />
        <Select label="Their role" name="newcomer-role" options={ROLES} value={role} onChange={(to) => setRole(to as Role)} />
      </AutoGrid>
      <Button testId="add-person" disabled={user === null} onClick={() => void add()}>
        Give the role
      </Button>
    </Flex>
  );
}
