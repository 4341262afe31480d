import { Link, Text } from "@hubspot/ui-extensions";
import { useDesk } from "./desk-context.ts";
import { recordWords, TYPE_IDS } from "./record-words.ts";

/** A record in words, leading to it where it is one of HubSpot's. */
export function RecordLink({ record: { object, id } }: { record: { object: string; id: string } }) {
  const { portalId } = useDesk();
  const typeId = TYPE_IDS[object];
  const words = recordWords({ object, id });
  return typeId ? <Link href={`/contacts/${portalId}/record/${typeId}/${encodeURIComponent(id)}`}>{words}</Link> : <>{words}</>;
}

/** A deal by its name, leading to its record in HubSpot. */
function DealLink({ deal: { id, name } }: { deal: { id: string; name: string } }) {
  const { portalId } = useDesk();
  return <Link href={`/contacts/${portalId}/record/0-3/${encodeURIComponent(id)}`}>{name}</Link>;
}

/** The first few deals of many. */
export function DealLinks({ deals, count = deals.length }: { deals: { id: string; name: string }[]; count?: number }) {
  const shown = deals.slice(0, 3);
  return (
    <>
      {shown.map((deal) => (
        <Text key={deal.id}>
          <DealLink deal={deal} />
        </Text>
      ))}
      {count > shown.length ? <Text variant="microcopy">{`and ${count - shown.length} more`}</Text> : null}
    </>
  );
}
