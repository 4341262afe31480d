import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Field = { typeDefinition: { name: string; type: string; options?: { value: string; label: string }[]; optionsUrl?: string } };

/** A custom action as HubSpot reads it from a workflow-action hsmeta file. */
export type WorkflowDefinition = {
  uid: string;
  name: string;
  actionUrl: string;
  /** "DEAL", "COMPANY". */
  objectTypes: string[];
  inputFields: Field[];
  outputFields: Field[];
  /** What of the record goes with each call. */
  properties: string[];
};

type File = {
  uid: string;
  config: Pick<WorkflowDefinition, "actionUrl" | "objectTypes" | "inputFields" | "outputFields"> & {
    objectRequestOptions: { properties: string[] };
    labels: { en: { actionName: string } };
  };
};

/** The actions of a project's folder; `origin` is put in for its variable API_ORIGIN. */
export function workflowDefinitions(folder: string, origin: string): WorkflowDefinition[] {
  return globSync("*-hsmeta.json", { cwd: folder })
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8").replaceAll("${API_ORIGIN}", origin);
      const { uid, config } = JSON.parse(text) as File;
      const { actionUrl, objectTypes, inputFields, outputFields, objectRequestOptions, labels } = config;
      const { properties } = objectRequestOptions;
      return { uid, name: labels.en.actionName, actionUrl, objectTypes, inputFields, outputFields, properties };
    });
}
