import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ""));
const secret = z.string().min(1);

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: url,
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  HUBSPOT_APP_ID: z.coerce.number().int().positive(),
  HUBSPOT_CLIENT_ID: secret,
  HUBSPOT_CLIENT_SECRET: secret,
  HUBSPOT_CLIENT_SECRET_PREVIOUS: secret.optional(),
  HUBSPOT_API_URL: url.default("https://api.hubapi.com"),
  HUBSPOT_APP_URL: url.default("https://app.hubspot.com"),
  QUICKBOOKS_CLIENT_ID: secret,
  QUICKBOOKS_CLIENT_SECRET: secret,
  QUICKBOOKS_WEBHOOK_VERIFIER: secret,
  QUICKBOOKS_API_URL: url.default("https://quickbooks.api.intuit.com"),
  QUICKBOOKS_APP_URL: url.default("https://qbo.intuit.com"),
  QUICKBOOKS_AUTHORIZE_URL: url.default("https://appcenter.intuit.com/connect/oauth2"),
  QUICKBOOKS_TOKEN_URL: url.default("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"),
  QUICKBOOKS_REVOKE_URL: url.default("https://developer.api.intuit.com/v2/oauth2/tokens/revoke"),
  TOKEN_KEYS: z
    .string()
    .regex(
      /^[\w.-]+:[A-Za-z0-9+/=]{44}(,[\w.-]+:[A-Za-z0-9+/=]{44})*$/,
      "must be kid:base64[,kid:base64] with keys of 32 bytes, newest first",
    ),
  LINK_SIGNING_KEY: z.string().min(32, "must have at least 32 characters"),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  ALERT_MAIL_FROM: z.string().min(3).optional(),
  ALERT_WEBHOOK_ORIGINS: z
    .string()
    .default("https://hooks.slack.com")
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      "must be origins, as https://hooks.slack.com",
    ),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/** All settings of a process, checked once (DESIGN §5, environment). */
export type Config = z.infer<typeof environment>;

/** Every fault of the environment at once, each as "NAME: what is wrong"; never a value. */
export type ConfigFaults = { faults: string[] };

/** Reads the environment. An empty variable counts as missing. */
export function readConfig(env: NodeJS.ProcessEnv): Config | ConfigFaults {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  return {
    faults: result.error.issues.map(
      (issue) => `${issue.path.join(".")}: ${given[String(issue.path[0])] === undefined ? "is missing" : issue.message}`,
    ),
  };
}
