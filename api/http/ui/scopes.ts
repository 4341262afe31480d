import { z } from "zod";
import { uiEndpoint } from "../endpoint.ts";

/** `GET /ui/scopes`: what an admin granted at the installation, and what each is used for. */
export const getScopes = uiEndpoint({
  method: "get",
  path: "/ui/scopes",
  summary: "The rights that Tieout has in HubSpot, and why",
  role: "viewer",
  answer: z.object({ scopes: z.array(z.object({ scope: z.string(), reason: z.string() })) }),
  run: async ({ crmScopes }) => ({ scopes: [...crmScopes] }),
});
