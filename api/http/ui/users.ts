import { z } from "zod";
import { uiEndpoint } from "../endpoint.ts";

/** `GET /ui/users`: the people of HubSpot who may be given a role or a dead letter, as far as HubSpot tells: those who can own records. */
export const getUsers = uiEndpoint({
  method: "get",
  path: "/ui/users",
  summary: "Who may be given a role or a dead letter",
  role: "finance",
  answer: z.object({ users: z.array(z.object({ userId: z.number().int(), name: z.string(), email: z.string().nullable() })) }),
  run: async (parts, { user }) => {
    const owners = await parts.crm(user.portalId).listOwners();
    return { users: owners.flatMap(({ userId, name, email }) => (userId === null ? [] : [{ userId, name, email }])) };
  },
});
