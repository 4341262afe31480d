import { AutoGrid, ButtonRow, Divider, Flex, Heading, LoadingButton, Select, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { ForCompany } from "./for-company.tsx";
import { useSaving, useSettings } from "./settings-context.ts";
import { DIRECTIONS, FREQUENCIES, KINDS, RULED_FIELDS, RULES, withRule, type SyncSettings } from "./sync-choices.ts";

/** Which way each kind of data goes, how often, and whose value is right, field by field. */
export function SyncSection() {
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <SyncForm />
      <Divider />
      <Heading>Daily batch and catalogue</Heading>
      <ForCompany>
        <FieldsForm fields={FIELDS.dailyBatch} button="Save the batch and catalogue" />
      </ForCompany>
    </Flex>
  );
}

function SyncForm() {
  const { settings } = useSettings();
  const { work, save } = useSaving();
  const saved = settings["sync"] as SyncSettings;
  const [sync, setSync] = useState(saved);
  return (
    <Flex direction="column" gap="small" align="stretch">
      <NoticeAlert notice={work.notice} />
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
      <AutoGrid columnWidth={360} gap="small" flexible>
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
          loading={work.busyWith !== null}
          onClick={() => void save({ sync })}
        >
          Save
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}
