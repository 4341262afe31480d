import { Button, ButtonRow, LoadingButton, ProgressBar, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant, sayAge } from "tieout-shared/dates.ts";
import { MENDERS } from "tieout-shared/words.ts";
import { useDesk } from "../desk/desk-context.ts";
import { MoneyStack } from "../desk/money-stack.tsx";
import type { DeadLetterGroup } from "./contract.ts";
import { causeWork, type DeadLetters } from "./use-dead-letters.ts";

type Props = { groups: DeadLetterGroup[]; letters: DeadLetters; show: (group: DeadLetterGroup) => void };

/** What waits by its cause: mended once, all of a cause go on. */
export function GroupTable({ groups, letters, show }: Props) {
  return (
    <HeadedTable heads={["Cause", { right: "Waiting" }, { right: "Money at stake" }, "Oldest", "All of it"]}>
      {groups.map((group) => (
        <GroupRow key={group.cause} group={group} letters={letters} show={show} />
      ))}
    </HeadedTable>
  );
}

function GroupRow({ group, letters: { work, retryCause }, show }: Omit<Props, "groups"> & { group: DeadLetterGroup }) {
  const { timeZone } = useDesk();
  return (
    <TableRow>
      <TableCell>
        <Text>{group.message}</Text>
        <Text variant="microcopy">{group.byItself ? "Goes on by itself once this has passed" : MENDERS[group.fixBy].heading}</Text>
      </TableCell>
      <TableCell align="right">
        <Text>{String(group.count)}</Text>
        <Progress group={group} />
      </TableCell>
      <TableCell align="right">
        <MoneyStack money={group.money} />
      </TableCell>
      <TableCell>
        <Text>{formatInstant(group.oldest, timeZone)}</Text>
        <Text variant="microcopy">{sayAge(group.oldest, Date.now())}</Text>
      </TableCell>
      <TableCell>
        <ButtonRow>
          <LoadingButton
            size="sm"
            loading={work.busyWith === causeWork(group.cause)}
            disabled={work.busyWith !== null || group.retryable === 0}
            onClick={() => retryCause(group)}
          >
            Try all again
          </LoadingButton>
          <Button size="sm" onClick={() => show(group)}>
            Only these
          </Button>
        </ButtonRow>
      </TableCell>
    </TableRow>
  );
}

/** How far a cause has come that was mended: what has gone on since yesterday, of all that waited. */
function Progress({ group: { count, retrying, healed } }: { group: DeadLetterGroup }) {
  if (retrying === 0 && healed === 0) return null;
  const parts = [...(retrying > 0 ? [`${retrying} being tried`] : []), ...(healed > 0 ? [`${healed} settled since yesterday`] : [])];
  return (
    <>
      {retrying > 0 ? <ProgressBar value={healed} maxValue={healed + count} title="Gone on" variant="success" /> : null}
      <Text variant="microcopy">{parts.join(", ")}</Text>
    </>
  );
}
