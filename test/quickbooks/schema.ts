import { existsSync, readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

const FILE = new URL("../../../shared/quickbooks-v3.schema.json", import.meta.url);
const ajv = loadSchema();
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a body by the schema of facts/quickbooks.md §10, "CustomerCreate" for one; empty when the schema is not at hand. */
export function schemaFaults(definition: string, body: unknown): string[] {
  if (!ajv) return [];
  const validate = compiled.get(definition) ?? ajv.compile({ $ref: `quickbooks#/definitions/${definition}` });
  compiled.set(definition, validate);
  // The wire is JSON: what a number or an absent key becomes there is what counts.
  validate(JSON.parse(JSON.stringify(body)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function loadSchema(): Ajv | null {
  if (!existsSync(FILE)) {
    console.log("The QuickBooks schema is not beside the checkout: bodies are not compared with it.");
    return null;
  }
  const schema = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  schema.addSchema(JSON.parse(readFileSync(FILE, "utf8")) as object, "quickbooks");
  return schema;
}
