import { Flex, Heading, Input, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { ConfirmButton } from "tieout-shared/confirm-button.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { useWork } from "tieout-shared/use-work.ts";
import { counted } from "tieout-shared/words.ts";
import { useSettings } from "./settings-context.ts";

const WORD = "uninstall";

/** Leaving, which stops everything for everybody and therefore is typed. */
export function UninstallSection() {
  const { api } = useSettings();
  const work = useWork();
  const [typed, setTyped] = useState("");
  const leave = () =>
    work.run(
      "uninstall",
      () => api.send<{ uninstalled: true; keptDays: number }>("POST", "/ui/uninstall", { confirm: true }, ["uninstalled"]),
      ({ keptDays }) => `Tieout is removed from HubSpot. Everything is kept for ${counted(keptDays, "day")}, then deleted.`,
    );
  return (
    <Flex direction="column" gap="small" align="start">
      <Heading>Remove Tieout from HubSpot</Heading>
      <Text>
        Work stops, and the connections to HubSpot and QuickBooks end. Orders stay in QuickBooks, and Tieout's properties stay on the
        records.
      </Text>
      <Input label={`Write “${WORD}” to remove it`} name="uninstall" value={typed} onInput={setTyped} onChange={setTyped} />
      <ConfirmButton
        id="uninstall"
        label="Remove Tieout"
        question="Nothing is pushed or shown any more, for nobody in this HubSpot account. Are you sure?"
        confirm="Yes, remove it"
        variant="destructive"
        disabled={typed.trim().toLowerCase() !== WORD}
        loading={work.busyWith !== null}
        act={() => void leave()}
      />
      <NoticeAlert notice={work.notice} />
    </Flex>
  );
}
