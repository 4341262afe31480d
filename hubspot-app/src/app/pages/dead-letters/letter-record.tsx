import { Link, Text } from "@hubspot/ui-extensions";
import { useDesk } from "../desk/desk-context.ts";
import type { DeadLetter } from "./contract.ts";

/** "creditMemo" as "Credit memo", "send-alerts" as "Send alerts". */
function spelledOut(object: string): string {
  const words = object
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const TYPE_IDS: Record<string, string> = { contact: "0-1", company: "0-2", deal: "0-3" };

/** What a letter is about: a link to a record of HubSpot, or the words for what is elsewhere. */
export function LetterRecord({ record: { object, id } }: { record: DeadLetter["record"] }) {
  const { portalId } = useDesk();
  const typeId = TYPE_IDS[object];
  const name = spelledOut(object);
  if (!typeId) return <Text>{name}</Text>;
  return <Link href={`/contacts/${portalId}/record/${typeId}/${encodeURIComponent(id)}`}>{`${name} ${id}`}</Link>;
}
