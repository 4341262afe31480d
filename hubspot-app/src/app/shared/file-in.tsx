import { Alert, ButtonRow, Flex, List, LoadingButton, Text, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Answer } from "./call-api.ts";
import { ChangesTable, type SaidChange } from "./changes-table.tsx";
import { NoticeAlert } from "./notice-alert.tsx";
import { useWork } from "./use-work.ts";
import { counted } from "./words.ts";

/** What was found in a file; faults and changes are the first of so many. */
export type CheckedFile = { faults: string[]; faultCount: number; changes: SaidChange[]; changeCount: number; applied: boolean };

type Props = {
  /** Checks the text, and applies it when that is asked for and nothing is wrong with it. */
  send(text: string, apply: boolean): Promise<Answer<CheckedFile>>;
  /** Why nothing can be applied now. */
  blocked?: string | null;
};

/** A file is pasted, looked at, and applied only after its changes were shown. */
export function FileIn({ send, blocked = null }: Props) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<CheckedFile | null>(null);
  const work = useWork();
  const run = (apply: boolean) =>
    void work.run(
      apply ? "apply" : "check",
      () => send(text, apply),
      (answer) => {
        setFound(answer);
        if (answer.applied) return "The file is applied.";
        return `${counted(answer.changeCount, "change")}, ${counted(answer.faultCount, "fault")}.`;
      },
    );
  const write = (next: string) => {
    setText(next);
    setFound(null);
  };
  const applicable = found !== null && found.faultCount === 0 && found.changeCount > 0 && !found.applied && blocked === null;
  return (
    <Flex direction="column" gap="small" align="stretch">
      <TextArea label="The file's text" name="import" rows={12} value={text} onInput={write} onChange={write} />
      {blocked === null ? null : <Text>{blocked}</Text>}
      <ButtonRow>
        <LoadingButton size="sm" loading={work.busyWith === "check"} disabled={text.trim() === ""} onClick={() => run(false)}>
          Check
        </LoadingButton>
        <LoadingButton size="sm" variant="primary" loading={work.busyWith === "apply"} disabled={!applicable} onClick={() => run(true)}>
          Apply
        </LoadingButton>
      </ButtonRow>
      <NoticeAlert notice={work.notice} />
      {found && found.faultCount > 0 ? <Faults found={found} /> : null}
      {found && found.changeCount > 0 ? <ChangesTable changes={found.changes} count={found.changeCount} /> : null}
    </Flex>
  );
}

function Faults({ found: { faults, faultCount } }: { found: CheckedFile }) {
  return (
    <Alert title={`${counted(faultCount, "fault")}: nothing of the file is applied`} variant="danger">
      <List variant="unordered-styled">
        {faults.map((fault) => (
          <Text key={fault}>{fault}</Text>
        ))}
      </List>
    </Alert>
  );
}
