import { ButtonRow, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import type { Answer } from "tieout-shared/call-api.ts";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { useWork } from "tieout-shared/use-work.ts";
import type { TestedAlerts } from "./contract.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { useSettings } from "./settings-context.ts";

/** Who is told when work stops, and a test of every channel. */
export function AlertsSection() {
  const { api } = useSettings();
  const work = useWork();
  const test = () => work.run("test", async () => tookAll(await api.send<TestedAlerts>("POST", "/ui/alerts/test", {}, ["tried"])), said);
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Text>
        Within five minutes they are told of work that stopped and of what somebody changed by hand in QuickBooks: once for each cause, and
        again when it is settled. Every day, with the daily batch, they are told of all that waits.
      </Text>
      <FieldsForm fields={FIELDS.alerts} />
      <NoticeAlert notice={work.notice} />
      <ButtonRow>
        <LoadingButton testId="test-alerts" loading={work.busyWith !== null} onClick={() => void test()}>
          Send a test
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}

/** A channel that did not take the test is no success, whatever the others did. */
function tookAll(answer: Answer<TestedAlerts>): Answer<TestedAlerts> {
  if (!answer.ok || answer.value.tried.every(({ ok }) => ok)) return answer;
  return { ok: false, failure: { message: said(answer.value), fixBy: null, requestId: null, outcome: "refused" } };
}

function said({ tried }: TestedAlerts): string {
  if (tried.length === 0) return "Nobody is told yet: save an address first.";
  return tried.map(({ channel, message }) => `${channel === "slack" ? "Slack" : "E-mail"}: ${message}`).join(" ");
}
