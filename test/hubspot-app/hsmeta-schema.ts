import { z } from "zod";

/**
 * HubSpot ships no schemas of its own for offline use (facts/hubspot.md §1.8); these hold what its documents, templates and parser
 * agree on. They check a file in which the profile's variables were put.
 */
const httpsOrigin = z.url({ protocol: /^https$/ }).refine((url) => new URL(url).origin === url, "must be an origin without path or slash");
const httpsUrl = z.url({ protocol: /^https$/ });
/** https only, but for a machine's own http://localhost. */
const redirectUrl = z.url().refine((url) => /^(https:\/\/|http:\/\/localhost[:/])/.test(url), "must be https, or http://localhost");
const trimmed = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => text === text.trim(), "must not begin or end with a space");
const localFile = z.string().regex(/^\.\//, "must be a file beside this one");

const uid = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z0-9_\-.]+$/);

const app = z.strictObject({
  name: trimmed(200),
  description: z.string().min(1).max(8192),
  distribution: z.literal("marketplace"),
  auth: z.strictObject({
    type: z.literal("oauth", "a marketplace app can only use OAuth"),
    redirectUrls: z.array(redirectUrl).min(1),
    requiredScopes: z.array(z.string()).refine((scopes) => scopes.includes("oauth"), "must hold oauth"),
    optionalScopes: z.array(z.string()),
    conditionallyRequiredScopes: z.array(z.string()),
  }),
  permittedUrls: z.strictObject({
    fetch: z.array(httpsOrigin.refine((origin) => !/\/\/localhost(:|$)/.test(origin), "localhost belongs in local.json")),
    iframe: z.array(httpsOrigin),
    img: z.array(httpsOrigin),
  }),
  support: z.strictObject({
    supportEmail: z.email(),
    documentationUrl: httpsUrl,
    supportUrl: httpsUrl,
    supportPhone: z.string().regex(/^\+[1-9]\d{6,14}$/),
  }),
});

const card = z.strictObject({
  name: trimmed(200),
  description: z.string().min(1),
  previewImage: z.strictObject({ file: localFile.regex(/\.(png|jpe?g|gif)$/), altText: z.string().min(1) }),
  location: z.enum(["crm.record.tab", "crm.record.sidebar", "crm.preview", "helpdesk.sidebar"]),
  entrypoint: z.string().regex(/^\/app\/cards\/[A-Za-z0-9]+\.(tsx|jsx|ts|js)$/),
  objectTypes: z.array(z.enum(["contacts", "companies", "deals", "tickets"])).min(1),
});

/** The app's own pages; they have no name of their own, the app's stands in HubSpot's navigation. */
const pages = z.strictObject({ entrypoint: z.string().regex(/^\/app\/pages\/[A-Za-z0-9]+\.(tsx|jsx|ts|js)$/) });

const settings = z.strictObject({ entrypoint: z.string().regex(/^\/app\/settings\/[A-Za-z0-9]+\.(tsx|jsx|ts|js)$/) });

/** Calculated and system properties never fire (facts/hubspot.md §5). */
const propertyName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .refine((name) => name !== "hs_lastmodifieddate", "never fires");
const objectType = z.enum(["contact", "company", "deal", "ticket", "product", "line_item"]);
const genericEvent = z.enum(["object.creation", "object.deletion", "object.merge", "object.restore", "object.associationChange"]);
const CLASSIC_EVENT = /^(contact|company|deal|ticket|product|line_item)\.(creation|deletion|merge|restore|associationChange)$/;
const CLASSIC_PROPERTY = /^(contact|company|deal|ticket|product|line_item)\.propertyChange$/;
const active = z.boolean();

const webhooks = z.strictObject({
  settings: z.strictObject({ targetUrl: httpsUrl, maxConcurrentRequests: z.int().min(6) }),
  subscriptions: z.strictObject({
    crmObjects: z.array(
      z.union([
        z.strictObject({ subscriptionType: z.literal("object.propertyChange"), objectType, propertyName, active }),
        z.strictObject({ subscriptionType: genericEvent, objectType, active }),
      ]),
    ),
    legacyCrmObjects: z.array(
      z.union([
        z.strictObject({ subscriptionType: z.string().regex(CLASSIC_PROPERTY), propertyName, active }),
        z.strictObject({ subscriptionType: z.string().regex(CLASSIC_EVENT), active }),
      ]),
    ),
    hubEvents: z.array(z.strictObject({ subscriptionType: z.string().regex(/^(contact\.privacyDeletion|conversation\.\w+)$/), active })),
  }),
});

const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/);
const VALUE_TYPES = ["bool", "currency_number", "date", "datetime", "enumeration", "json", "number", "object_coordinates", "phone_number", "string"] as const; // prettier-ignore
const FIELD_TYPES = ["booleancheckbox", "checkbox", "date", "file", "html", "number", "phonenumber", "radio", "select", "text", "textarea"] as const; // prettier-ignore
const typeDefinition = z
  .strictObject({
    name: fieldName,
    type: z.enum(VALUE_TYPES),
    fieldType: z.enum(FIELD_TYPES),
    options: z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) })).optional(),
    optionsUrl: httpsUrl.optional(),
  })
  .refine(({ type, options, optionsUrl }) => (type === "enumeration") === (options !== undefined || optionsUrl !== undefined), "options"); // prettier-ignore
const texts = z.record(z.string(), z.string().min(1));
const actionLabels = z.strictObject({
  actionName: trimmed(100),
  actionDescription: z.string().min(1),
  actionCardContent: z.string().min(1),
  appDisplayName: z.string().min(1),
  inputFieldLabels: texts,
  inputFieldDescriptions: texts,
  inputFieldOptionLabels: z.record(z.string(), texts),
  outputFieldLabels: texts,
  executionRules: texts,
});

/** Shapes and names as in facts/hubspot.md §1.5. */
const workflowAction = z
  .strictObject({
    actionUrl: httpsUrl,
    isPublished: z.literal(true),
    supportedClients: z.array(z.strictObject({ client: z.enum(["WORKFLOWS", "AGENTS"]) })).min(1),
    inputFields: z.array(
      z.strictObject({
        typeDefinition,
        supportedValueTypes: z.array(z.enum(["STATIC_VALUE", "OBJECT_PROPERTY"])).min(1),
        isRequired: z.boolean(),
      }),
    ),
    outputFields: z.array(z.strictObject({ typeDefinition })).min(1),
    objectRequestOptions: z.strictObject({ properties: z.array(z.string()) }),
    executionRules: z.array(
      z.strictObject({ labelName: z.string(), conditions: z.record(fieldName, z.union([z.string(), z.array(z.string()).min(1)])) }),
    ),
    labels: z
      .partialRecord(z.enum(["en", "fr", "de", "ja", "es", "pt-br", "nl"]), actionLabels)
      .refine((labels) => labels.en !== undefined, "must hold en"),
    objectTypes: z.array(z.enum(["CONTACT", "COMPANY", "DEAL", "TICKET"])).min(1),
  })
  .superRefine((action, context) => {
    for (const fault of labelFaults(action)) context.addIssue({ code: "custom", message: fault, path: ["labels"] });
  });

type Action = Pick<z.infer<typeof workflowAction>, "inputFields" | "outputFields" | "executionRules" | "labels">;

/** Every language names every field and every rule, and nothing else; a rule asks for outputs that there are. */
function labelFaults({ inputFields, outputFields, executionRules, labels }: Action): string[] {
  const names = (fields: { typeDefinition: { name: string } }[]) => fields.map((field) => field.typeDefinition.name);
  const same = (one: string[], other: string[]) => one.toSorted().join() === other.toSorted().join();
  const faults = executionRules
    .filter(({ conditions }) => Object.keys(conditions).some((name) => !names(outputFields).includes(name)))
    .map(({ labelName }) => `rule ${labelName} asks for an output that there is not`);
  for (const [language, texts] of Object.entries(labels)) {
    const parts: [string, string[], string[]][] = [
      ["inputFieldLabels", Object.keys(texts.inputFieldLabels), names(inputFields)],
      ["inputFieldDescriptions", Object.keys(texts.inputFieldDescriptions), names(inputFields)],
      ["outputFieldLabels", Object.keys(texts.outputFieldLabels), names(outputFields)],
      ["executionRules", Object.keys(texts.executionRules), executionRules.map(({ labelName }) => labelName)],
    ];
    for (const [part, written, meant] of parts) if (!same(written, meant)) faults.push(`${language}.${part} does not name what there is`);
  }
  return faults;
}

/** Where a component's file must lie, relative to the project's source folder, and what it holds. One per type but for cards and workflow actions. */
const COMPONENTS = {
  app: { folder: "app", schema: z.strictObject({ uid, type: z.literal("app"), config: app }) },
  card: { folder: "app/cards", schema: z.strictObject({ uid, type: z.literal("card"), config: card }) },
  pages: { folder: "app/pages", schema: z.strictObject({ uid, type: z.literal("pages"), config: pages }) },
  "workflow-action": {
    folder: "app/workflow-actions",
    schema: z.strictObject({ uid, type: z.literal("workflow-action"), config: workflowAction }),
  },
  settings: { folder: "app/settings", schema: z.strictObject({ uid, type: z.literal("settings"), config: settings }) },
  webhooks: { folder: "app/webhooks", schema: z.strictObject({ uid, type: z.literal("webhooks"), config: webhooks }) },
} as const;

type ComponentFile = { path: string; content: unknown };

/** Everything wrong with the components of a project, in words that begin with the file; empty when all is well. */
export function hsmetaFaults(files: ComponentFile[]): string[] {
  return [...files.flatMap(fileFaults), ...projectFaults(files)];
}

function fileFaults({ path, content }: ComponentFile): string[] {
  const type = typeOf(content);
  if (!path.endsWith("-hsmeta.json")) return [`${path}: the file's name must end with -hsmeta.json`];
  if (!(type in COMPONENTS)) return [`${path}: type ${type} is not known`];
  const { folder, schema } = COMPONENTS[type as keyof typeof COMPONENTS];
  const misplaced = path.slice(0, path.lastIndexOf("/")) === folder ? [] : [`${path}: must lie directly in ${folder}`];
  const issues = schema.safeParse(content).error?.issues ?? [];
  return [...misplaced, ...issues.map((issue) => `${path}: ${issue.path.join(".")} ${issue.message}`)];
}

function projectFaults(files: ComponentFile[]): string[] {
  const count = (type: string) => files.filter(({ content }) => typeOf(content) === type).length;
  const uids = files.map(({ content }) => z.object({ uid: z.string() }).safeParse(content).data?.uid);
  return [
    ...(count("app") === 1 ? [] : ["project: there must be one app"]),
    ...["webhooks", "pages", "settings"]
      .filter((type) => count(type) > 1)
      .map((type) => `project: there can be only one ${type} component`),
    ...(new Set(uids).size < uids.length ? ["project: two components have the same uid"] : []),
  ];
}

function typeOf(content: unknown): string {
  return z.object({ type: z.string() }).safeParse(content).data?.type ?? "";
}
