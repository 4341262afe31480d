import { Link, Text } from "@hubspot/ui-extensions";
import { useDesk } from "../desk/desk-context.ts";
import type { DeadLetter } from "./contract.ts";

const TYPE_IDS: Record<string, string> = { contact: "0-1", company: "0-2", deal: "0-3" };

/** What a letter is about: a link to a record of HubSpot, or the words for what is elsewhere. */
export function LetterRecord({ record: { object, id } }: { record: DeadLetter["record"] }) {
  const { portalId } = useDesk();
  const typeId = TYPE_IDS[object];
  const name = `${object.charAt(0).toUpperCase()}${object.slice(1)}`;
  if (!typeId) return <Text>{name}</Text>;
  return <Link href={`/contacts/${portalId}/record/${typeId}/${encodeURIComponent(id)}`}>{`${name} ${id}`}</Link>;
}
