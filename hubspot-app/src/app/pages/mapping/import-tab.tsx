import { Alert, ButtonRow, Flex, List, LoadingButton, Select, Text, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import { counted } from "tieout-shared/words.ts";
import type { ImportResult } from "./contract.ts";
import { useDesk } from "../desk/desk-context.ts";
import { NoticeAlert } from "../desk/notice-alert.tsx";
import { useWork } from "../desk/use-work.ts";
import { ChangesTable } from "./changes-table.tsx";
import type { MappingDraft } from "./use-mapping.ts";

const FORMATS = [
  { label: "JSON", value: "json" },
  { label: "CSV", value: "csv" },
];

/** A file is pasted, looked at, and applied only after its changes were shown. */
export function ImportTab({ draft }: { draft: MappingDraft }) {
  const { api } = useDesk();
  const [format, setFormat] = useState("json");
  const [text, setText] = useState("");
  const [result, setResult] = useState<ImportResult | null>(null);
  const work = useWork();
  const dirty = draft.changed.length > 0;
  const send = (apply: boolean) =>
    void work.run(
      apply ? "apply" : "check",
      () => api.send<ImportResult>("POST", "/ui/mappings/import", { format, text, apply }, ["faults", "changes"]),
      (answer) => {
        setResult(answer);
        if (answer.mapping) draft.takeOver(answer.mapping);
        return answer.mapping
          ? "The file is applied."
          : `${counted(answer.changeCount, "change")}, ${counted(answer.faultCount, "fault")}.`;
      },
    );
  const write = (next: string) => {
    setText(next);
    setResult(null);
  };
  const applicable = result !== null && result.faultCount === 0 && result.changeCount > 0 && !result.mapping && !dirty;
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Select label="Format" name="format" value={format} options={FORMATS} onChange={(value) => setFormat(String(value))} />
      <TextArea label="The file's text" name="import" rows={12} value={text} onInput={write} onChange={write} />
      {dirty ? <Text>Save or discard your own changes before you import.</Text> : null}
      <ButtonRow>
        <LoadingButton size="sm" loading={work.busyWith === "check"} disabled={text.trim() === ""} onClick={() => send(false)}>
          Check
        </LoadingButton>
        <LoadingButton size="sm" variant="primary" loading={work.busyWith === "apply"} disabled={!applicable} onClick={() => send(true)}>
          Apply
        </LoadingButton>
      </ButtonRow>
      <NoticeAlert notice={work.notice} />
      {result && result.faultCount > 0 ? <Faults result={result} /> : null}
      {result && result.changeCount > 0 ? <ChangesTable changes={result.changes} count={result.changeCount} /> : null}
    </Flex>
  );
}

function Faults({ result: { faults, faultCount } }: { result: ImportResult }) {
  return (
    <Alert title={`${counted(faultCount, "fault")}: nothing of the file is applied`} variant="danger">
      <List variant="unordered-styled">
        {faults.map(({ line, message }, index) => (
          <Text key={index}>{`Line ${line}: ${message}`}</Text>
        ))}
      </List>
    </Alert>
  );
}
