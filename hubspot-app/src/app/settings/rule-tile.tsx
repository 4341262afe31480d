import { AutoGrid, Button, ButtonRow, Flex, Input, Select, Tag, Text, Tile } from "@hubspot/ui-extensions";
import type { Choices, Connection, Rule } from "./contract.ts";

type Props = {
  rule: Rule;
  /** From 1. */
  place: number;
  choices: Choices;
  companies: Connection[];
  /** Why no deal will ever follow it. */
  warning: string | null;
  write(rule: Rule): void;
  remove(): void;
  up: (() => void) | null;
  down: (() => void) | null;
};

const BY = [
  { value: "pipeline", label: "pipeline" },
  { value: "currency", label: "currency" },
  { value: "property", label: "property" },
];

/** One rule: what of a deal is looked at, what it must be, and which company gets it. */
export function RuleTile({ rule, place, choices, companies, warning, write, remove, up, down }: Props) {
  const { by, property, connectionId } = rule;
  const properties = choices.properties.map(({ name, label }) => ({ value: name, label }));
  const company = companies.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Tile compact testId={`rule-${place}`}>
      <Flex direction="column" gap="small" align="stretch">
        <AutoGrid columnWidth={220} gap="small" flexible>
          <Select
            label={`Rule ${place}: a deal's`}
            name={`by-${place}`}
            options={BY}
            value={by}
            onChange={(to) => write(ruleBy(String(to), rule, choices))}
          />
          {by === "property" ? (
            <Select
              label="which"
              name={`property-${place}`}
              options={withOwn(properties, property)}
              value={property ?? ""}
              onChange={(to) => write({ ...rule, property: String(to), value: "" })}
            />
          ) : null}
          <RuleValue {...{ rule, place, choices, write }} />
          <Select
            label="goes to"
            name={`company-${place}`}
            options={withOwn(company, connectionId)}
            value={connectionId}
            onChange={(to) => write({ ...rule, connectionId: String(to) })}
          />
        </AutoGrid>
        <ButtonRow>
          <Button size="sm" disabled={up === null} onClick={() => up?.()}>
            Up
          </Button>
          <Button size="sm" disabled={down === null} onClick={() => down?.()}>
            Down
          </Button>
          <Button size="sm" variant="destructive" onClick={remove}>
            Remove
          </Button>
        </ButtonRow>
        {warning === null ? null : (
          <Flex direction="row" gap="small" align="center">
            <Tag variant="warning">No deal follows it</Tag>
            <Text>{warning}</Text>
          </Flex>
        )}
      </Flex>
    </Tile>
  );
}

function RuleValue({ rule, place, choices, write }: Pick<Props, "rule" | "place" | "choices" | "write">) {
  const options = optionsOf(rule, choices);
  const [label, name] = ["is", `value-${place}`];
  const set = (value: string) => write({ ...rule, value });
  if (options.length === 0) return <Input {...{ label, name }} value={rule.value} onInput={set} onChange={set} />;
  return <Select {...{ label, name }} options={withOwn(options, rule.value)} value={rule.value} onChange={(to) => set(String(to))} />;
}

type Option = { value: string; label: string };

function optionsOf({ by, property }: Rule, { pipelines, currencies, properties }: Choices): Option[] {
  if (by === "pipeline") return pipelines.map(({ id, name }) => ({ value: id, label: name }));
  if (by === "currency") return currencies.map((code) => ({ value: code, label: code }));
  return properties.find(({ name }) => name === property)?.options ?? [];
}

/** What is saved stays to be seen, also when HubSpot or QuickBooks has it no more. */
function withOwn(options: Option[], value: string | undefined): Option[] {
  const known = !value || options.some((option) => option.value === value);
  return known ? options : [...options, { value, label: `${value} (not there any more)` }];
}

function ruleBy(by: string, { connectionId }: Rule, choices: Choices): Rule {
  if (by === "currency") return { by, value: choices.currencies[0] ?? "", connectionId };
  if (by === "property") return { by, property: choices.properties[0]?.name ?? "", value: "", connectionId };
  return { by: "pipeline", value: choices.pipelines[0]?.id ?? "", connectionId };
}
