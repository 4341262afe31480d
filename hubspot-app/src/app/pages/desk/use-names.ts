import { useLoaded } from "tieout-shared/use-loaded.ts";
import { useDesk } from "./desk-context.ts";

/** Turns "HubSpot user 7" into that user's name, once it is known; anything else stays as it is. */
export function useNames(): (who: string) => string {
  const { api } = useDesk();
  const [people] = useLoaded(() => api.get<{ users: { userId: number | null; name: string }[] }>("/ui/users", ["users"]));
  const users = people.state === "ready" ? people.value.users : [];
  return (who) => {
    const [, id] = /^HubSpot user (\d+)$/.exec(who) ?? [];
    return users.find(({ userId }) => id !== undefined && userId === Number(id))?.name ?? who;
  };
}
