import { Button, Flex, StatusTag } from "@hubspot/ui-extensions";
import type { Work } from "tieout-shared/use-work.ts";

type Props = { company: string; setting: string; work: Work; giveUp(): void };

/** Says that the setting above is a company's own, with the way back to what holds for all companies. */
export function OwnMark({ company, setting, work, giveUp }: Props) {
  return (
    <Flex direction="row" gap="small" align="center" wrap>
      <StatusTag variant="info">{`${company}'s own`}</StatusTag>
      <Button size="xs" variant="secondary" testId={`inherit-${setting}`} disabled={work.busyWith !== null} onClick={giveUp}>
        Take what holds for all companies
      </Button>
    </Flex>
  );
}
