import { ButtonRow, Flex, LoadingButton } from "@hubspot/ui-extensions";
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
  const test = () => work.run("test", () => api.send<TestedAlerts>("POST", "/ui/alerts/test", {}, ["tried"]), said);
  return (
    <Flex direction="column" gap="medium" align="stretch">
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

function said({ tried }: TestedAlerts): string {
  if (tried.length === 0) return "Nobody is told yet: save an address first.";
  return tried.map(({ channel, message }) => `${channel === "slack" ? "Slack" : "E-mail"}: ${message}`).join(" ");
}
