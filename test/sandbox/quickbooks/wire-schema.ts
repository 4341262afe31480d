import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { KIND_NAMES, type Kind } from "./kinds.ts";

const FILE = new URL("../../../../shared/quickbooks-v3.schema.json", import.meta.url);

/** Complaints of the published schema about bodies (facts/quickbooks.md §10); without the schema file nothing is checked. */
export type WireSchema = { request(kind: Kind, body: object): string[]; answer(body: unknown): string[] };

type SchemaFile = { $id: string; definitions: Record<string, object> };

/** Loads the schema beside the repository, or says in one line that it is not there. */
export function loadWireSchema(): WireSchema {
  if (!existsSync(FILE)) {
    console.log("quickbooks-v3.schema.json is not beside the repository: bodies are not checked against it.");
    return { request: () => [], answer: () => [] };
  }
  const schema = JSON.parse(readFileSync(FILE, "utf8")) as SchemaFile;
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema, "quickbooks");
  const complaints = (definition: string, body: unknown): string[] => {
    if (!schema.definitions[definition]) return [];
    const validate = ajv.getSchema(`quickbooks#/definitions/${definition}`)!;
    return validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${definition}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  };
  return {
    request: (kind, body) => complaints(`${kind}${"Id" in body ? "Update" : "Create"}`, body),
    answer: (body) => entitiesIn(body).flatMap(([kind, entity]) => complaints(kind, entity)),
  };
}

/** Every record in an answer: alone, in a query, in changes, or in a batch. */
function entitiesIn(body: unknown): [Kind, unknown][] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]): [Kind, unknown][] => {
    const kind = KIND_NAMES.find((known) => known === name);
    if (kind) return (Array.isArray(value) ? value : [value]).map((entity): [Kind, unknown] => [kind, entity]);
    return Array.isArray(value) ? value.flatMap(entitiesIn) : entitiesIn(value);
  });
}
