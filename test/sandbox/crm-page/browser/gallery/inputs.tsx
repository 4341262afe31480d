import {
  Button,
  Checkbox,
  CurrencyInput,
  DateInput,
  Flex,
  Form,
  Input,
  MultiSelect,
  NumberInput,
  RadioButton,
  SearchInput,
  Select,
  StepperInput,
  Text,
  TextArea,
  TimeInput,
  Toggle,
  ToggleGroup,
} from "@hubspot/ui-extensions";
import { useState } from "react";

const OPTIONS = [
  { label: "Monthly", value: "monthly" },
  { label: "Annually", value: 12 },
];

/** The components that take something. What they hand over is written below them as JSON. */
export function Inputs() {
  const [values, setValues] = useState<Record<string, unknown>>({});
  const note = (name: string) => (value: unknown) => setValues((known) => ({ ...known, [name]: value }));
  return (
    <Form onSubmit={({ targetValue }) => note("submitted")(targetValue)}>
      <Input label="Input" name="input" value={String(values["typed"] ?? "")} onInput={note("typed")} onChange={note("input")} required />
      <SlowInput />
      <Input label="Wrong input" name="wrong" error validationMessage="Not like this" description="Described" />
      <TextArea label="Text area" name="area" onInput={note("area")} />
      <SearchInput label="Search" name="search" onInput={note("search")} />
      <Flex gap="sm">
        <NumberInput label="Number" name="number" precision={2} onChange={note("number")} />
        <CurrencyInput label="Currency" name="currency" currency="USD" onChange={note("currency")} />
        <StepperInput label="Stepper" name="stepper" defaultValue={1} max={2} onChange={note("stepper")} />
      </Flex>
      <Flex gap="sm">
        <DateInput label="Date" name="date" onChange={note("date")} />
        <TimeInput label="Time" name="time" onChange={note("time")} />
        <Select label="Select" name="select" options={OPTIONS} onChange={note("select")} />
      </Flex>
      <MultiSelect label="Multi select" name="multi" options={OPTIONS} onChange={note("multi")} />
      <Checkbox name="checkbox" onChange={note("checkbox")}>
        Checkbox
      </Checkbox>
      <RadioButton name="radio" value="one" onChange={note("radio")}>
        Radio button
      </RadioButton>
      <Toggle label="Toggle" name="toggle" textChecked="on" textUnchecked="off" onChange={note("toggle")} />
      <ToggleGroup
        toggleType="radioButtonList"
        label="Toggle group"
        name="group"
        options={[
          { label: "Accept", value: "accept" },
          { label: "Refuse", value: "refuse" },
        ]}
        onChange={note("group")}
      />
      <Button type="submit" variant="primary">
        Submit
      </Button>
      <Text testId="values">{JSON.stringify(values)}</Text>
    </Form>
  );
}

// The extension's own value is back only after a while, as on a busy machine.
const ANSWER_MS = 70;

function SlowInput() {
  const [value, setValue] = useState("");
  return (
    <Flex direction="column">
      <Input label="Slow input" name="slow" value={value} onInput={(typed) => void setTimeout(() => setValue(typed), ANSWER_MS)} />
      <Text>{`Slow: ${value}`}</Text>
    </Flex>
  );
}
