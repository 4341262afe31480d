import { Alert, Button, ButtonRow, Flex, LoadingButton, Select } from "@hubspot/ui-extensions";
import { useState } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import type { Choices, Connection, Routing, Rule } from "./contract.ts";
import { RuleTile } from "./rule-tile.tsx";
import { useSaving, useSettings } from "./settings-context.ts";

const NOBODY = "nobody";

/** The rules in their order with the default behind them, as one draft. */
export function RoutingEditor({ choices, companies }: { choices: Choices; companies: Connection[] }) {
  const { settings } = useSettings();
  const { work, save } = useSaving();
  const [draft, setDraft] = useState<Routing>(settings.routing);
  const { rules, defaultConnectionId } = draft;
  const changed = JSON.stringify(draft) !== JSON.stringify(settings.routing);
  const write = (next: Rule[]) => setDraft({ ...draft, rules: next });
  const swap = (index: number, by: -1 | 1) => {
    const next = [...rules];
    next.splice(index + by, 0, ...next.splice(index, 1));
    write(next);
  };
  const add = () => write([...rules, { by: "pipeline", value: choices.pipelines[0]?.id ?? "", connectionId: companies[0]?.id ?? "" }]);
  return (
    <Flex direction="column" gap="small" align="stretch">
      {rules.map((rule, index) => (
        <RuleTile
          key={index}
          {...{ rule, choices, companies }}
          place={index + 1}
          warning={changed ? null : (choices.deadRules.find((dead) => dead.rule === index)?.message ?? null)}
          write={(next) => write(rules.map((each, at) => (at === index ? next : each)))}
          remove={() => write(rules.filter((_, at) => at !== index))}
          up={index === 0 ? null : () => swap(index, -1)}
          down={index === rules.length - 1 ? null : () => swap(index, 1)}
        />
      ))}
      <Select
        name="default-company"
        label="A deal that no rule sends elsewhere goes to"
        options={[...companies.map(({ id, name }) => ({ value: id, label: name })), { value: NOBODY, label: "nobody: an admin is asked" }]}
        value={defaultConnectionId ?? NOBODY}
        onChange={(to) => setDraft({ ...draft, defaultConnectionId: to === NOBODY ? null : String(to) })}
      />
      {rules.some(({ value }) => value.trim() === "") ? <Alert title="A rule has no value yet" variant="warning" /> : null}
      <NoticeAlert notice={work.notice} />
      <ButtonRow>
        <LoadingButton
          variant="primary"
          testId="save-routing"
          disabled={!changed || rules.some(({ value }) => value.trim() === "")}
          loading={work.busyWith !== null}
          onClick={() => void save({ routing: draft })}
        >
          Save the routing
        </LoadingButton>
        <Button testId="add-rule" onClick={add}>
          Add a rule
        </Button>
        {changed ? <Button onClick={() => setDraft(settings.routing)}>Discard</Button> : null}
      </ButtonRow>
    </Flex>
  );
}
