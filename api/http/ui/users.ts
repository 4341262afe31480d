import { z } from "zod";
import { listUsers } from "../../flows/list-users.ts";
import { uiEndpoint } from "../endpoint.ts";
import { role } from "../settings-views.ts";

const user = z.object({
  userId: z.number().int().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  role,
  given: role.nullable(),
});

/** `GET /ui/users`: who has a role, or may be given one or a dead letter. HubSpot tells of those who can own records; others are known once they have a role. */
export const getUsers = uiEndpoint({
  method: "get",
  path: "/ui/users",
  summary: "Who has which role, and who may be given one",
  role: "finance",
  answer: z.object({ users: z.array(user) }),
  run: async (parts, { user: { portalId } }) => ({ users: await listUsers(parts, portalId) }),
});
