import { z } from "zod";
import { settingsChoices } from "../../flows/settings-choices.ts";
import { uiEndpoint } from "../endpoint.ts";

const named = { id: z.string(), name: z.string() };
const option = z.object({ value: z.string(), label: z.string() });

/** `GET /ui/settings/choices`: HubSpot's pipelines, currencies and properties of deals, and the routing rules that none of them can fit. */
export const getSettingsChoices = uiEndpoint({
  method: "get",
  path: "/ui/settings/choices",
  summary: "What the settings may name",
  role: "admin",
  answer: z.object({
    pipelines: z.array(z.object({ ...named, stages: z.array(z.object({ ...named, won: z.boolean(), closed: z.boolean() })) })),
    currencies: z.array(z.string()),
    properties: z.array(z.object({ name: z.string(), label: z.string(), options: z.array(option) })),
    deadRules: z.array(z.object({ rule: z.number().int(), message: z.string() })),
  }),
  run: (parts, { user }) => settingsChoices(parts, user.portalId),
});
