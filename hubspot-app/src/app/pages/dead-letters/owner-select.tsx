import { Select } from "@hubspot/ui-extensions";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { DeadLetter } from "./contract.ts";

/** Without an id somebody has a role and has not come yet. */
type Person = { userId: number | null; name: string };
const NOBODY = 0;

type Props = { letter: DeadLetter; assign: (userId: number | null, name: string) => void };

/** Hands a letter to somebody else; nothing while nobody is known who could take it. */
export function OwnerSelect({ letter: { owner, ownerEmail }, assign }: Props) {
  const { api, me } = useDesk();
  const [people] = useLoaded(() => api.get<{ users: Person[] }>("/ui/users", ["users"]));
  if (people.state !== "ready") return null;
  const now = owner === null ? [] : [{ value: owner, label: ownerEmail ?? `HubSpot user ${owner}` }];
  const others = people.value.users.flatMap(({ userId, name }) =>
    userId === null || userId === owner ? [] : [{ value: userId, label: name }],
  );
  return (
    <Select
      label="Looked after by"
      name="owner"
      options={[{ value: NOBODY, label: "Nobody yet" }, ...now, ...others]}
      value={owner ?? NOBODY}
      onChange={(chosen) => {
        const to = others.find(({ value }) => value === chosen);
        assign(to?.value ?? null, to?.value === me.userId ? "You" : (to?.label ?? ""));
      }}
    />
  );
}
