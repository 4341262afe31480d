import { AutoGrid, Flex, Select, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { ListView } from "../desk/list-view.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ConflictTable } from "./conflict-table.tsx";
import { TakeAll } from "./take-all.tsx";
import { useConflicts } from "./use-conflicts.ts";

const NONE = {
  title: "HubSpot and QuickBooks agree",
  text: "Fields of companies and contacts come here when a value would be lost by keeping them in step.",
  imageName: "target",
} as const;
const ALL = "all";

/** Fields that HubSpot and QuickBooks hold differently: a person says which value is right. */
export function ConflictsScreen() {
  const [field, setField] = useState<string | null>(null);
  const conflicts = useConflicts(field);
  const fields = conflicts.counts.state === "ready" ? conflicts.counts.value.fields : [];
  const chosen = fields.find((each) => each.field === field);
  const options = [
    { value: ALL, label: "All fields" },
    ...fields.map((each) => ({ value: each.field, label: `${each.label} (${each.count})` })),
  ];
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>Nothing is overwritten silently. What you decide is written to the other system within a minute.</Text>
      <NoticeAlert notice={conflicts.work.notice} />
      {fields.length > 0 ? (
        <>
          <AutoGrid columnWidth={260}>
            <Select
              label="Field"
              name="field"
              options={options}
              value={field ?? ALL}
              onChange={(value) => setField(value === ALL ? null : String(value))}
            />
          </AutoGrid>
          {chosen ? <TakeAll field={chosen} conflicts={conflicts} /> : null}
        </>
      ) : null}
      <ListView list={conflicts.list} what="The conflicts" empty={NONE}>
        {(rows) => <ConflictTable rows={rows} conflicts={conflicts} />}
      </ListView>
    </Flex>
  );
}
