import { AutoGrid, ButtonRow, Divider, Flex, Heading, LoadingButton, Select, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Settings } from "./contract.ts";
import type { Field } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { DIRECTIONS, FREQUENCIES, KINDS, RULED_FIELDS, RULES, withRule, type SyncSettings } from "./sync-choices.ts";
import type { Controls } from "./use-settings.ts";

const BATCH: Field[] = [
  { path: "dailyHour", kind: "number", label: "Hour of the daily batch", description: "0 to 23, in the time zone of HubSpot" },
  { path: "readBudget", kind: "number", label: "Reads of QuickBooks in a month", description: "For each company; near it you are told" },
];

/** Which way each kind of data goes, how often, and whose value is right, field by field. */
export function SyncSection({ settings, controls }: { settings: Settings; controls: Controls }) {
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <SyncForm saved={settings["sync"] as SyncSettings} controls={controls} />
      <Divider />
      <Heading>Daily batch</Heading>
      <FieldsForm fields={BATCH} settings={settings} controls={controls} />
    </Flex>
  );
}

function SyncForm({ saved, controls }: { saved: SyncSettings; controls: Controls }) {
  const [sync, setSync] = useState(saved);
  const save = () =>
    controls.run(
      () => controls.api.save({ sync }),
      () => "Saved.",
    );
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Heading>Direction and frequency</Heading>
      {KINDS.map(({ kind, label, hasDirection }) => (
        <AutoGrid key={kind} columnWidth={280} gap="small" flexible>
          {hasDirection ? (
            <Select
              label={label}
              name={`${kind}.direction`}
              options={DIRECTIONS}
              value={sync[kind].direction ?? "both"}
              onChange={(direction) => setSync({ ...sync, [kind]: { ...sync[kind], direction } })}
            />
          ) : null}
          <Select
            label={hasDirection ? `${label}: how often` : `${label}, from QuickBooks to HubSpot`}
            name={`${kind}.frequency`}
            options={FREQUENCIES}
            value={sync[kind].frequency}
            onChange={(frequency) => setSync({ ...sync, [kind]: { ...sync[kind], frequency } })}
          />
        </AutoGrid>
      ))}
      <Heading>Who is right</Heading>
      <Text>A change on that side goes over to the other. What would be lost by that comes to the Finance desk, under Conflicts.</Text>
      <AutoGrid columnWidth={280} gap="small" flexible>
        {RULED_FIELDS.map(({ field, label, rule }) => (
          <Select
            key={field}
            label={label}
            name={`rule.${field}`}
            options={RULES}
            value={sync.rules[field] ?? rule}
            onChange={(chosen) => setSync({ ...sync, rules: withRule(sync.rules, field, String(chosen)) })}
          />
        ))}
      </AutoGrid>
      <ButtonRow>
        <LoadingButton
          variant="primary"
          testId="save-sync"
          disabled={JSON.stringify(sync) === JSON.stringify(saved)}
          loading={controls.busy}
          onClick={() => void save()}
        >
          Save
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}
