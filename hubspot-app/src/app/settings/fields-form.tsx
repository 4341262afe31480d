import { ButtonRow, Flex, LoadingButton } from "@hubspot/ui-extensions";
import { Fragment, useState, type ReactNode } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { COMPANY_SETTINGS, settingOf } from "./company-settings.ts";
import { changedSettings, faultOf, shownValue, valueAt, type Field, type FieldValue } from "./field.ts";
import { FieldInput } from "./field-input.tsx";
import { OwnMark } from "./own-mark.tsx";
import { useSaving, useSettings } from "./settings-context.ts";

type Props = {
  fields: readonly Field[];
  /** What the button says, where several forms stand below each other. */
  button?: string;
  /** What is said below the fields about the values as they stand in the form. */
  about?: (shown: (path: string) => string) => ReactNode;
};

/** Some of the settings with one button that saves what was changed. */
export function FieldsForm({ fields: given, button = "Save", about }: Props) {
  const { settings, company } = useSettings();
  const { work, save } = useSaving();
  const [draft, setDraft] = useState<Record<string, FieldValue>>({});
  const all = company === null ? given : given.filter(({ path }) => COMPANY_SETTINGS.has(settingOf(path)));
  const shown = (path: string) => String(draft[path] ?? valueAt(path, settings) ?? "");
  const fields = all.filter(({ when }) => when === undefined || shown(when.path) === when.is);
  const changes = changedSettings(fields, draft, settings);
  const unchanged = Object.keys(changes).length === 0;
  const faulty = fields.some((field) => faultOf(field, draft[field.path]) !== null);
  const send = async (part: Parameters<typeof save>[0]) => {
    if (await save(part)) setDraft({});
  };
  if (all.length === 0) return null;
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {fields.map((field, index) => (
        <Fragment key={field.path}>
          <FieldInput
            field={field}
            value={draft[field.path] ?? shownValue(field, settings)}
            fault={faultOf(field, draft[field.path])}
            write={(value) => setDraft((now) => ({ ...now, [field.path]: value }))}
          />
          {company !== null && isEndOfOwn(fields, index, settings.own ?? []) ? (
            <OwnMark
              company={company.name}
              setting={settingOf(field.path)}
              work={work}
              giveUp={() => void send({ inherit: [settingOf(field.path)] })}
            />
          ) : null}
        </Fragment>
      ))}
      {about?.(shown)}
      <NoticeAlert notice={work.notice} />
      <ButtonRow>
        <LoadingButton
          variant="primary"
          testId={`save-${given[0]?.path}`}
          disabled={unchanged || faulty}
          loading={work.busyWith !== null}
          onClick={() => void send(changes)}
        >
          {button}
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}

/** A setting with parts is the company's own as a whole, so it is marked below the last of them. */
function isEndOfOwn(fields: readonly Field[], index: number, own: readonly string[]): boolean {
  const setting = settingOf(fields[index]?.path ?? "");
  return own.includes(setting) && settingOf(fields[index + 1]?.path ?? "") !== setting;
}
