import { ButtonRow, Flex, LoadingButton, PanelBody, PanelSection, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { counted } from "tieout-shared/words.ts";
import { FileText, type TextFile } from "tieout-shared/file-text.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { useWork } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";

type LogFile = TextFile & { lines: number; cursor: string | null };

/** What was found as a file, a thousand lines at a time. `query` is the search that stands on the screen. */
export function ExportPanel({ query }: { query: string }) {
  const { api } = useDesk();
  const [file, setFile] = useState<LogFile | null>(null);
  const [format, setFormat] = useState("csv");
  const work = useWork();
  const read = (wanted: string, cursor: string | null) =>
    void work.run(
      cursor === null ? wanted : "more",
      () => api.get<LogFile>(pathOf(query, wanted, cursor), ["fileName", "text", "lines", "cursor"]),
      (answer) => {
        setFile(answer);
        setFormat(wanted);
        return `${answer.fileName} holds ${counted(answer.lines, "line")}${answer.cursor === null ? "" : "; there are more"}.`;
      },
    );
  return (
    <PanelBody>
      <PanelSection>
        <Flex direction="column" gap="small" align="stretch">
          <Text>What was found, without requests and answers. CSV opens in a spreadsheet, JSON is for programs.</Text>
          <ButtonRow>
            <LoadingButton size="sm" variant="primary" loading={work.busyWith === "csv"} onClick={() => read("csv", null)}>
              Show as CSV
            </LoadingButton>
            <LoadingButton size="sm" loading={work.busyWith === "json"} onClick={() => read("json", null)}>
              Show as JSON
            </LoadingButton>
            {file?.cursor ? (
              <LoadingButton size="sm" loading={work.busyWith === "more"} onClick={() => read(format, file.cursor)}>
                The lines before these
              </LoadingButton>
            ) : null}
          </ButtonRow>
          <NoticeAlert notice={work.notice} />
          {file ? <FileText file={file} work={work} /> : null}
        </Flex>
      </PanelSection>
    </PanelBody>
  );
}

function pathOf(query: string, format: string, cursor: string | null): string {
  const more = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  return `/ui/sync-log/export${query === "" ? "?" : `${query}&`}format=${format}${more}`;
}
