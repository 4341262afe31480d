import { Flex, Heading, StatusTag, Text } from "@hubspot/ui-extensions";
import { BreakerAlert } from "tieout-shared/breaker-alert.tsx";
import type { Person } from "tieout-shared/contract.ts";
import { formatInstant } from "tieout-shared/dates.ts";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { personName } from "tieout-shared/person-name.ts";
import { companyQuery, useSettings } from "./settings-context.ts";

/** What `GET /ui/go-live` answers. */
type GoLive = {
  ticks: { code: string; label: string; done: boolean; detail: string }[];
  waiver: { reason: string; by: Person | null; at: string | null } | null;
  allowed: boolean;
  automaticPush: boolean;
};

/** Whether deals may be pushed by themselves, who waived the checks, and whether automatic pushes rest. */
export function GoLiveChecks() {
  const { api, me, settings, company } = useSettings();
  const state = `${settings.automaticPush} ${settings.goLiveWaiver}`;
  const [goLive] = useLoaded(() => api.get<GoLive>(`/ui/go-live${companyQuery(company)}`, ["ticks", "allowed"]), state);
  return (
    <Flex direction="column" gap="small" align="stretch">
      <BreakerAlert api={api} timeZone={me.portal.timeZone} mayResume />
      <Heading>Before deals are pushed by themselves</Heading>
      <LoadedView loaded={goLive} what="The checks">
        {(value) => <Checks goLive={value} />}
      </LoadedView>
    </Flex>
  );
}

function Checks({ goLive: { ticks, waiver, allowed, automaticPush } }: { goLive: GoLive }) {
  const { me } = useSettings();
  const at = waiver?.at ? `, ${formatInstant(waiver.at, me.portal.timeZone)}` : "";
  return (
    <Flex direction="column" gap="small" align="start">
      {ticks.map(({ code, label, done, detail }) => (
        <Flex key={code} direction="column" gap="flush" align="start">
          <StatusTag variant={done ? "success" : "warning"}>{done ? "Done" : "Open"}</StatusTag>
          <Text>{label}</Text>
          <Text variant="microcopy">{detail}</Text>
        </Flex>
      ))}
      {waiver === null ? null : <Text>{`Waived by ${personName(waiver.by)}${at}: ${waiver.reason}`}</Text>}
      <Text format={{ fontWeight: "demibold" }}>{conclusion(allowed, automaticPush)}</Text>
    </Flex>
  );
}

function conclusion(allowed: boolean, automaticPush: boolean): string {
  if (automaticPush) return "Won deals are pushed by themselves.";
  return allowed ? "Automatic pushes may be switched on." : "Automatic pushes may be switched on once the checks are done or waived.";
}
