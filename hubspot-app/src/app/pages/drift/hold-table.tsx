import { Checkbox, Flex, Link, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { formatInstant } from "tieout-shared/dates.ts";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { DecidedBy } from "../desk/decided-by.tsx";
import { useDesk } from "../desk/desk-context.ts";
import type { Hold } from "./contract.ts";
import { ANSWERS, MADE_OF } from "./hold-words.ts";

/** Which are chosen, and for which reason those are on hold: others cannot be chosen with them. */
type Choice = { selected: ReadonlySet<string>; why: Hold["why"] | null; toggle: (hold: Hold, on: boolean) => void };
type Props = { rows: Hold[]; answer: (hold: Hold) => ReactNode; choice?: Choice };

/** Each order with its sale, what somebody made of it, and the invoices that were made from it. */
export function HoldTable({ rows, answer, choice }: Props) {
  const { timeZone } = useDesk();
  return (
    <HeadedTable heads={["Order", "Deal", "In QuickBooks", { right: "Order, net" }, "Invoices, net", "Since", "Answer"]}>
      {rows.map((hold) => (
        <TableRow key={hold.id}>
          <TableCell>
            <Flex direction="row" gap="extra-small" align="center">
              {choice ? <Chosen hold={hold} choice={choice} /> : null}
              <Link href={{ url: hold.order.url, external: true }}>{`Order ${hold.order.number}`}</Link>
            </Flex>
          </TableCell>
          <TableCell>
            <Link href={hold.deal.url}>{hold.deal.company ?? `Deal ${hold.deal.id}`}</Link>
          </TableCell>
          <TableCell>
            <StatusTagOf tag={MADE_OF[hold.why]} />
          </TableCell>
          <TableCell align="right">{formatMoney(hold.order.net)}</TableCell>
          <TableCell>
            <Invoices invoices={hold.invoices} />
          </TableCell>
          <TableCell>{formatInstant(hold.since, timeZone)}</TableCell>
          <TableCell>{answer(hold)}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function Chosen({ hold, choice: { selected, why, toggle } }: { hold: Hold; choice: Choice }) {
  return (
    <Checkbox
      name={`choose-${hold.id}`}
      aria-label={`Choose order ${hold.order.number}`}
      checked={selected.has(hold.id)}
      readOnly={why !== null && why !== hold.why}
      onChange={(on) => toggle(hold, on)}
    />
  );
}

function Invoices({ invoices }: Pick<Hold, "invoices">) {
  if (invoices.length === 0) return <Text>None</Text>;
  return (
    <Flex direction="column" gap="flush">
      {invoices.map(({ number, url, net }) => (
        <Text key={url}>
          <Link href={{ url, external: true }}>{`Invoice ${number}`}</Link> {formatMoney(net)}
        </Text>
      ))}
    </Flex>
  );
}

/** What was answered, by whom, when and why. */
export function Answered({ hold: { state, answeredBy, answeredAt, reason } }: { hold: Hold }) {
  if (state === "open" || state === "healed") return null;
  return (
    <>
      <Text format={{ fontWeight: "demibold" }}>{ANSWERS[state].said}</Text>
      <DecidedBy person={answeredBy} at={answeredAt} />
      {reason === null ? null : <Text>{reason}</Text>}
    </>
  );
}
