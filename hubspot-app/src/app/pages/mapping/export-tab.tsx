import { ButtonRow, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { FileText } from "tieout-shared/file-text.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { useWork } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { MappingFile } from "./contract.ts";

/** The saved mapping as text to copy, since an extension cannot hand out files. */
export function ExportTab() {
  const { api } = useDesk();
  const [file, setFile] = useState<MappingFile | null>(null);
  const work = useWork();
  const read = (format: "json" | "csv") =>
    void work.run(
      format,
      () => api.get<MappingFile>(`/ui/mappings/export?format=${format}`, ["text", "fileName"]),
      (answer) => {
        setFile(answer);
        return `${answer.fileName} is ready to copy.`;
      },
    );
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>One JSON file holds everything and can be kept in version control; CSV opens in a spreadsheet.</Text>
      <ButtonRow>
        <LoadingButton size="sm" variant="primary" loading={work.busyWith === "json"} onClick={() => read("json")}>
          Show as JSON
        </LoadingButton>
        <LoadingButton size="sm" loading={work.busyWith === "csv"} onClick={() => read("csv")}>
          Show as CSV
        </LoadingButton>
      </ButtonRow>
      <NoticeAlert notice={work.notice} />
      {file === null ? null : <FileText file={file} work={work} />}
    </Flex>
  );
}
