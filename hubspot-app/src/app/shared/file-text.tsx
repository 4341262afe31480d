import { Button, ButtonRow, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import type { Work } from "./use-work.ts";

/** A file of ours, as text. */
export type TextFile = { fileName: string; text: string };

/** A file as text to copy, since an extension cannot hand out files. */
export function FileText({ file: { fileName, text }, work }: { file: TextFile; work: Work }) {
  const { copyTextToClipboard } = useExtensionActions<"pages">();
  const copy = () =>
    void work.run(
      "copy",
      async () => {
        await copyTextToClipboard(text);
        return { ok: true, value: null };
      },
      () => `${fileName} is on the clipboard.`,
    );
  return (
    <>
      <TextArea label={fileName} name="export" value={text} readOnly rows={16} />
      <ButtonRow>
        <Button size="sm" onClick={copy}>
          Copy
        </Button>
      </ButtonRow>
    </>
  );
}
