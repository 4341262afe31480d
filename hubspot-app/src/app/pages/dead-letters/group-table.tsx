import { LoadingButton, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import { formatInstant } from "tieout-shared/dates.ts";
import { useDesk } from "../desk/desk-context.ts";
import { MoneyStack } from "../desk/money-stack.tsx";
import type { DeadLetterGroup } from "./contract.ts";
import type { DeadLetters } from "./use-dead-letters.ts";

/** Who can mend something. */
export const WHO: Record<DeadLetterGroup["fixBy"], string> = { rep: "Sales rep", finance: "Finance", admin: "Admin" };

/** What waits by its cause: mended once, all of a cause go on. */
export function GroupTable({ groups, letters }: { groups: DeadLetterGroup[]; letters: DeadLetters }) {
  const { timeZone } = useDesk();
  const { work, retryCause } = letters;
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Cause</TableHeader>
          <TableHeader>Mended by</TableHeader>
          <TableHeader align="right">Waiting</TableHeader>
          <TableHeader align="right">Money</TableHeader>
          <TableHeader>Oldest</TableHeader>
          <TableHeader>{""}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {groups.map((group) => (
          <TableRow key={group.cause}>
            <TableCell>{group.message}</TableCell>
            <TableCell>{WHO[group.fixBy]}</TableCell>
            <TableCell align="right">
              <Text>{String(group.count)}</Text>
              <Text variant="microcopy">{progressOf(group)}</Text>
            </TableCell>
            <TableCell align="right">
              <MoneyStack money={group.money} />
            </TableCell>
            <TableCell>{formatInstant(group.oldest, timeZone)}</TableCell>
            <TableCell>
              <LoadingButton
                size="sm"
                loading={work.busyWith === `cause ${group.cause}`}
                disabled={work.busyWith !== null}
                onClick={() => retryCause(group)}
              >
                Try all again
              </LoadingButton>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function progressOf({ retrying, healed }: DeadLetterGroup): string {
  const parts = [...(retrying > 0 ? [`${retrying} being tried`] : []), ...(healed > 0 ? [`${healed} settled since yesterday`] : [])];
  return parts.join(", ");
}
