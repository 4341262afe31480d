import type { RequestHandler } from "express";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import type { UiEndpoint } from "../endpoint.ts";
import { errorBody } from "../errors.ts";
import type { Parts } from "../parts.ts";
import { UI_ENDPOINTS } from "../ui/endpoints.ts";

/** `GET /openapi.json`: made from the schemas that check each request and answer. */
export function openApi({ config }: Parts): RequestHandler {
  const document = createDocument({
    openapi: "3.1.0",
    info: {
      title: "Tieout",
      version: "1",
      description: "Calls of Tieout's HubSpot cards and pages. Each is signed by HubSpot (X-HubSpot-Signature-v3).",
    },
    servers: [{ url: config.PUBLIC_URL }],
    security: [{ hubspotSignature: [] }],
    components: { securitySchemes: { hubspotSignature: { type: "apiKey", in: "header", name: "X-HubSpot-Signature-v3" } } },
    paths: UI_ENDPOINTS.reduce<ZodOpenApiPathsObject>((paths, endpoint) => {
      const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
      return { ...paths, [path]: { ...paths[path], [endpoint.method]: operation(endpoint) } };
    }, {}),
  });
  return (_request, response) => void response.json(document);
}

function operation({ summary, role, path, query = {}, body, answer }: UiEndpoint) {
  const problem = (description: string) => ({ description, content: { "application/json": { schema: errorBody } } });
  return {
    summary,
    description: `Needs the role ${role}.`,
    parameters: [
      ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
        ...{ name: name ?? "", in: "path" as const, required: true },
        schema: { type: "string" as const },
      })),
      ...Object.entries(query).map(([name, description]) => ({
        ...{ name, in: "query" as const, required: false, description },
        schema: { type: "string" as const },
      })),
    ],
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      "200": { description: "Done, or the state it is in", content: { "application/json": { schema: answer } } },
      "400": problem("The request is not as it should be"),
      "401": problem("Unsigned, wrongly signed, stale, or an unknown account"),
      "403": problem("The role is too small"),
    },
  };
}
