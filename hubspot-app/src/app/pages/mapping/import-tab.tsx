import { Flex, Select } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Answer } from "tieout-shared/call-api.ts";
import { FileIn, type CheckedFile } from "tieout-shared/file-in.tsx";
import { useDesk } from "../desk/desk-context.ts";
import type { ImportResult } from "./contract.ts";
import type { MappingDraft } from "./use-mapping.ts";

const FORMATS = [
  { label: "JSON", value: "json" },
  { label: "CSV", value: "csv" },
];

/** The mapping from a file, once nobody is editing it. */
export function ImportTab({ draft }: { draft: MappingDraft }) {
  const { api } = useDesk();
  const [format, setFormat] = useState("json");
  const send = async (text: string, apply: boolean): Promise<Answer<CheckedFile>> => {
    const answer = await api.send<ImportResult>("POST", "/ui/mappings/import", { format, text, apply }, ["faults", "changes"]);
    if (!answer.ok) return answer;
    const { mapping, faults, ...found } = answer.value;
    if (mapping) draft.takeOver(mapping);
    const said = faults.map(({ line, message }) => `Line ${line}: ${message}`);
    return { ok: true, value: { ...found, faults: said, applied: mapping !== null } };
  };
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Select label="Format" name="format" value={format} options={FORMATS} onChange={(value) => setFormat(String(value))} />
      <FileIn key={format} send={send} blocked={draft.changed.length > 0 ? "Save or discard your own changes before you import." : null} />
    </Flex>
  );
}
