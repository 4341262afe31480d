import { Alert, Button, Flex, Link, Text } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";
import { formatDate } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import type { ReadyDealState } from "./ready-deal.tsx";

type Duplicate = DealView["duplicates"][number];

/** Documents that somebody may have entered by hand for this sale: finance says whether one is it; a rep is told who decides. */
export function DuplicateSection({ deal }: { deal: ReadyDealState }) {
  const { view, activity, decide } = deal;
  if (view.duplicates.length === 0) return null;
  const mayDecide = view.actions.includes("review");
  const busy = activity === "pushing";
  return (
    <Alert title="This may be in QuickBooks already" variant="warning">
      <Flex direction="column" gap="small" align="start">
        <Text>Somebody entered the same amount for this customer within two weeks. Pushed as well, it would be billed twice.</Text>
        {view.duplicates.map((duplicate) => (
          <Flex key={`${duplicate.kind} ${duplicate.id}`} direction="row" gap="small" align="center" wrap>
            <Link href={{ url: duplicate.url, external: true }}>{nameOf(duplicate)}</Link>
            <Text>{`${formatDate(duplicate.date)}, ${formatMoney(duplicate.net)}`}</Text>
            {mayDecide && duplicate.kind === "order" ? (
              <Button
                size="xs"
                testId={`link-${duplicate.id}`}
                disabled={busy}
                onClick={() => decide({ path: "duplicate", body: { decision: "link", orderId: duplicate.id } })}
              >
                It is this deal: link it
              </Button>
            ) : null}
          </Flex>
        ))}
        {mayDecide ? (
          <Button testId="push-anyway" disabled={busy} onClick={() => decide({ path: "duplicate", body: { decision: "pushAnyway" } })}>
            It is something else: push anyway
          </Button>
        ) : (
          <Text variant="microcopy">Finance decides here on this card whether it is the same sale. Until then nothing is sent.</Text>
        )}
      </Flex>
    </Alert>
  );
}

const nameOf = ({ kind, number, id }: Duplicate) => `${kind === "order" ? "Order" : "Invoice"} ${number ?? id}`;
