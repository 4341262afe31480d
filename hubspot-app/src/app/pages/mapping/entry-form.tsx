import { Button, ButtonRow, Flex, Form, Input, PanelBody, PanelSection, Select, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Choices } from "./contract.ts";
import { keyOfRow, type Column, type SimpleList, type Values } from "./simple-lists.ts";

type Props = {
  panelId: string;
  list: SimpleList;
  choices: Choices;
  /** The entry as it is; empty for a new one. */
  values: Values;
  fresh: boolean;
  /** Keys that are in the list already. */
  taken: ReadonlySet<string>;
  apply(values: Values): void;
};

/** The fields of one entry. Nothing is saved here, only put into the draft. */
export function EntryForm({ panelId, list, choices, values: before, fresh, taken, apply }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [values, setValues] = useState<Values>(before);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const submit = () => {
    const found = faultsOf(list, values, fresh ? taken : new Set());
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    apply(values);
    closeOverlay(panelId);
  };
  return (
    <PanelBody>
      <PanelSection>
        <Form preventDefault onSubmit={submit}>
          <Flex direction="column" gap="small">
            {list.columns.map((column) => (
              <EntryField
                key={column.name}
                column={column}
                choices={choices}
                values={values}
                fixed={column.key === true && !fresh}
                fault={faults[column.name] ?? ""}
                change={(value) => setValues({ ...values, [column.name]: value })}
              />
            ))}
            <ButtonRow>
              <Button type="submit" variant="primary" testId={`${panelId}-apply`}>
                Apply
              </Button>
              <Button onClick={() => closeOverlay(panelId)}>Cancel</Button>
            </ButtonRow>
          </Flex>
        </Form>
      </PanelSection>
    </PanelBody>
  );
}

type FieldProps = { column: Column; choices: Choices; values: Values; fixed: boolean; fault: string; change(value: string): void };

function EntryField({ column, choices, values, fixed, fault, change }: FieldProps) {
  const { name, label, description, required = false } = column;
  const shared = {
    label,
    name,
    required,
    readOnly: fixed,
    error: fault !== "",
    validationMessage: fault,
    ...(description === undefined ? {} : { description }),
  };
  const value = values[name] ?? "";
  const options = column.options?.(choices, values);
  if (!options) return <Input {...shared} value={value} onInput={change} onChange={change} />;
  const none = required ? [] : [{ label: "None", value: "" }];
  return (
    <Select {...shared} placeholder="Choose" value={value} options={[...none, ...options]} onChange={(chosen) => change(String(chosen))} />
  );
}

function faultsOf(list: SimpleList, values: Values, taken: ReadonlySet<string>): Record<string, string> {
  const missing = list.columns.filter(({ name, required }) => required && (values[name] ?? "").trim() === "");
  const faults = Object.fromEntries(missing.map(({ name, label }) => [name, `${label} is missing.`]));
  const key = list.columns.find((column) => column.key);
  if (key && !faults[key.name] && taken.has(keyOfRow(list, values))) faults[key.name] = "There is an entry for it already.";
  return faults;
}
