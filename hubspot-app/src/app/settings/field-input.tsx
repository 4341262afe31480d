import { Button, DateInput, Flex, Input, MultiSelect, Select, Text, Toggle } from "@hubspot/ui-extensions";
import type { Field, FieldValue, Option } from "./field.ts";

type Props = { field: Field; value: FieldValue; fault: string | null; write(value: FieldValue): void };

/** One setting with its label and what it means. */
export function FieldInput({ field, value, fault, write }: Props) {
  const { path: name, label, description = "" } = field;
  switch (field.kind) {
    case "toggle":
      return (
        <Flex direction="column" gap="flush">
          <Toggle label={label} name={name} size="sm" labelDisplay="inline" checked={value === true} onChange={(on) => write(on)} />
          {description === "" ? null : <Text variant="microcopy">{description}</Text>}
        </Flex>
      );
    case "select":
      return (
        <Select
          {...{ label, name, description }}
          options={shown(field.options)}
          value={String(value)}
          onChange={(to) => write(String(to))}
        />
      );
    case "several":
      return (
        <MultiSelect
          {...{ label, name, description }}
          options={shown(field.options)}
          value={Array.isArray(value) ? value : []}
          onChange={(to) => write(to.map(String))}
        />
      );
    case "date":
      return <Day {...{ label, name, description, write }} day={String(value)} />;
    default: {
      const complaint = fault === null ? {} : { error: true, validationMessage: fault };
      return <Input {...{ label, name, description }} {...complaint} value={String(value)} onInput={write} onChange={write} />;
    }
  }
}

type DayProps = { label: string; name: string; description: string; day: string; write(value: string): void };

/** A day; HubSpot's input counts months from 0, and is a new one once it was emptied. */
function Day({ day, write, ...rest }: DayProps) {
  const [year, month, date] = day.split("-").map(Number);
  const chosen = year && month && date ? { value: { year, month: month - 1, date } } : {};
  return (
    <Flex direction="column" gap="extra-small" align="start">
      <DateInput
        key={day === "" ? "empty" : "chosen"}
        {...rest}
        {...chosen}
        format="YYYY-MM-DD"
        onChange={(to) => write(`${to.year}-${two(to.month + 1)}-${two(to.date)}`)}
      />
      {day === "" ? null : (
        <Button size="xs" variant="transparent" onClick={() => write("")}>
          No date
        </Button>
      )}
    </Flex>
  );
}

const two = (number: number) => String(number).padStart(2, "0");
const shown = (options: readonly Option[]) => options.map(([value, label]) => ({ value, label }));
