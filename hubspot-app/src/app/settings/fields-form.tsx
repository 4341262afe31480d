import { ButtonRow, Flex, Input, LoadingButton, Select, Toggle } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Settings } from "./contract.ts";
import { changedSettings, shownValue, type Field } from "./fields.ts";
import type { Controls } from "./use-settings.ts";

type Props = { fields: readonly Field[]; settings: Settings; controls: Controls };

/** Some of the settings with one button that saves what was changed. */
export function FieldsForm({ fields, settings, controls }: Props) {
  const [draft, setDraft] = useState<Record<string, string | boolean>>({});
  const changes = changedSettings(fields, draft, settings);
  const nothing = Object.keys(changes).length === 0;
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {fields.map((field) => (
        <FieldInput
          key={field.path}
          field={field}
          value={draft[field.path] ?? shownValue(field, settings)}
          write={(value) => setDraft((now) => ({ ...now, [field.path]: value }))}
        />
      ))}
      <ButtonRow>
        <LoadingButton
          variant="primary"
          testId="save"
          disabled={nothing}
          loading={controls.busy}
          onClick={() =>
            void controls.run(
              () => controls.api.save(changes),
              () => "Saved.",
            )
          }
        >
          Save
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}

type InputProps = { field: Field; value: string | boolean; write(value: string | boolean): void };

function FieldInput({ field, value, write }: InputProps) {
  const { path, label, description = "" } = field;
  if (field.kind === "toggle")
    return (
      <Toggle label={label} name={path} size="sm" labelDisplay="inline" checked={value === true} onChange={(checked) => write(checked)} />
    );
  if (field.kind === "select") {
    const options = field.options.map(([option, words]) => ({ value: option, label: words }));
    return (
      <Select
        label={label}
        name={path}
        description={description}
        options={options}
        value={String(value)}
        onChange={(chosen) => write(String(chosen))}
      />
    );
  }
  return <Input label={label} name={path} description={description} value={String(value)} onInput={write} onChange={write} />;
}
