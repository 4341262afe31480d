import { ButtonRow, Flex, LoadingButton } from "@hubspot/ui-extensions";
import { useState, type ReactNode } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { changedSettings, faultOf, shownValue, valueAt, type Field, type FieldValue } from "./field.ts";
import { FieldInput } from "./field-input.tsx";
import { useSaving, useSettings } from "./settings-context.ts";

type Props = {
  fields: readonly Field[];
  /** What the button says, where several forms stand below each other. */
  button?: string;
  /** What is said below the fields about the values as they stand in the form. */
  about?: (shown: (path: string) => string) => ReactNode;
};

/** Some of the settings with one button that saves what was changed. */
export function FieldsForm({ fields: all, button = "Save", about }: Props) {
  const { settings } = useSettings();
  const { work, save } = useSaving();
  const [draft, setDraft] = useState<Record<string, FieldValue>>({});
  const shown = (path: string) => String(draft[path] ?? valueAt(path, settings) ?? "");
  const fields = all.filter(({ when }) => when === undefined || shown(when.path) === when.is);
  const changes = changedSettings(fields, draft, settings);
  const unchanged = Object.keys(changes).length === 0;
  const faulty = fields.some((field) => faultOf(field, draft[field.path]) !== null);
  const send = async () => {
    if (await save(changes)) setDraft({});
  };
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {fields.map((field) => (
        <FieldInput
          key={field.path}
          field={field}
          value={draft[field.path] ?? shownValue(field, settings)}
          fault={faultOf(field, draft[field.path])}
          write={(value) => setDraft((now) => ({ ...now, [field.path]: value }))}
        />
      ))}
      {about?.(shown)}
      <NoticeAlert notice={work.notice} />
      <ButtonRow>
        <LoadingButton
          variant="primary"
          testId="save"
          disabled={unchanged || faulty}
          loading={work.busyWith !== null}
          onClick={() => void send()}
        >
          {button}
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}
