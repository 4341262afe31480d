import { ButtonRow, Flex, Heading, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Answer } from "tieout-shared/call-api.ts";
import { FileIn, type CheckedFile } from "tieout-shared/file-in.tsx";
import { FileText } from "tieout-shared/file-text.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { useWork } from "tieout-shared/use-work.ts";
import type { Settings } from "./contract.ts";
import { useSettings } from "./settings-context.ts";

/** What `POST /ui/configuration/import` answers. */
type Imported = Omit<CheckedFile, "faults" | "faultCount"> & { faults: { path: string; message: string }[] };

/** Everything that can be chosen as one file: out to keep it or to take it to another portal, and in again. */
export function ConfigurationSection() {
  const { api, saved } = useSettings();
  const send = async (text: string, apply: boolean): Promise<Answer<CheckedFile>> => {
    const answer = await api.send<Imported>("POST", "/ui/configuration/import", { text, apply }, ["faults", "changes"]);
    if (!answer.ok) return answer;
    if (answer.value.applied) {
      const settings = await api.get<Settings>("/ui/settings", ["roles", "routing"]);
      if (settings.ok) saved(settings.value);
    }
    const faults = answer.value.faults.map(({ path, message }) => `${path}: ${message}`);
    return { ok: true, value: { ...answer.value, faults, faultCount: faults.length } };
  };
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Heading>Take it out</Heading>
      <Text>Settings, routing, roles and mapping. No tokens, and not the address that alerts are sent by.</Text>
      <TakenOut />
      <Heading>Put it in</Heading>
      <Text>The file is checked whole; while anything is wrong with it, nothing of it is applied.</Text>
      <FileIn send={send} />
    </Flex>
  );
}

function TakenOut() {
  const { api } = useSettings();
  const work = useWork();
  const [text, setText] = useState<string | null>(null);
  const read = () =>
    work.run(
      "read",
      () => api.get<{ settings: object }>("/ui/configuration", ["settings"]),
      (answer) => {
        setText(JSON.stringify(answer, null, 2));
        return "The configuration is ready to copy.";
      },
    );
  return (
    <Flex direction="column" gap="small" align="stretch">
      <ButtonRow>
        <LoadingButton testId="configuration" loading={work.busyWith !== null} onClick={() => void read()}>
          Show the configuration
        </LoadingButton>
      </ButtonRow>
      <NoticeAlert notice={work.notice} />
      {text === null ? null : <FileText file={{ fileName: "tieout-configuration.json", text }} work={work} />}
    </Flex>
  );
}
