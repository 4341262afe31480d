import { associate, dissociate } from "./associate.ts";
import { associatedWith, isPrimary, kindsBetween, type AssociationKind, type AssociationType } from "./association.ts";
import { valueOf, type CrmRecord, type WriteSource } from "./crm-record.ts";
import { archiveRecord, forgetContact, mergeRecords, restoreRecord } from "./life-of-record.ts";
import { objectNameOf, OBJECT_NAMES, type ObjectName } from "./object-types.ts";
import { recordOf, type Portal } from "./portal.ts";
import { invalid } from "./vendor-fault.ts";
import type { World } from "./world.ts";
import { prepareCreate, prepareUpdate, type Writer } from "./write-record.ts";

/** A record with everything on it, as a page needs it. */
export type WholeRecord = {
  id: string;
  objectType: ObjectName;
  properties: Record<string, string | null>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  associations: Partial<Record<ObjectName, { id: string; types: AssociationType[] }[]>>;
};
export type PlainAssociation = { objectType: string; id: string; labels?: string[] };

/** What a person does in HubSpot's pages; every change raises webhooks with changeSource CRM_UI. Types are taken by any of their names. */
export type Person = {
  create(objectType: string, properties: Record<string, string>, associations?: PlainAssociation[]): WholeRecord;
  patch(objectType: string, id: string, properties: Record<string, string>): WholeRecord;
  /** Without labels: the first company of a deal or contact becomes its primary one. */
  associate(from: PlainAssociation, to: PlainAssociation): void;
  dissociate(from: PlainAssociation, to: PlainAssociation): void;
  remove(objectType: string, id: string): void;
  restore(objectType: string, id: string): WholeRecord;
  merge(objectType: string, primaryId: string, otherId: string): WholeRecord;
  /** Privacy deletion of a contact. */
  forget(contactId: string): void;
  read(objectType: string, id: string): WholeRecord;
  list(objectType: string): WholeRecord[];
};

/** A person of the portal at work. */
export function createPerson(world: World, portal: Portal, userId: number): Person {
  const source: WriteSource = { changeSource: "CRM_UI", sourceId: `userId:${userId}`, userId };
  const writer: Writer = { world, portal, source, enforcesRules: false };
  const connect = (from: PlainAssociation, to: PlainAssociation) => {
    const [one, other] = [endOf(portal, from), endOf(portal, to)];
    associate(writer, one, other, chosenKinds(portal, one, other, to.labels));
  };
  const person: Person = {
    create(objectType, properties, associations = []) {
      const object = objectNameOf(objectType);
      for (const to of associations) endOf(portal, to);
      const record = prepareCreate(writer, object, properties, []).commit();
      for (const to of associations) connect({ objectType, id: record.id }, to);
      return wholeRecord(portal, record);
    },
    patch: (objectType, id, properties) => wholeRecord(portal, prepareUpdate(writer, objectNameOf(objectType), id, properties).commit()),
    associate: connect,
    dissociate: (from, to) => dissociate(writer, endOf(portal, from), endOf(portal, to)),
    remove: (objectType, id) => archiveRecord(writer, objectNameOf(objectType), id),
    restore: (objectType, id) => wholeRecord(portal, restoreRecord(writer, objectNameOf(objectType), id)),
    merge: (objectType, primaryId, otherId) => wholeRecord(portal, mergeRecords(writer, objectNameOf(objectType), primaryId, otherId)),
    forget: (contactId) => forgetContact(writer, contactId),
    read: (objectType, id) => wholeRecord(portal, recordOf(portal, objectNameOf(objectType), id)),
    list: (objectType) => listRecords(portal, objectNameOf(objectType)),
  };
  return person;
}

export function listRecords(portal: Portal, object: ObjectName): WholeRecord[] {
  return [...portal.records[object].values()].filter(({ archivedAt }) => archivedAt === null).map((record) => wholeRecord(portal, record));
}

/** Every value and association of a record, archived or not. */
export function wholeRecord(portal: Portal, record: CrmRecord): WholeRecord {
  const associations = OBJECT_NAMES.map(
    (to) => [to, associatedWith(portal, record, to).map(({ record: { id }, types }) => ({ id, types }))] as const,
  );
  return {
    id: record.id,
    objectType: record.object,
    properties: Object.fromEntries([...record.history.keys()].toSorted().map((name) => [name, valueOf(record, name)])),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== null,
    associations: Object.fromEntries(associations.filter(([, list]) => list.length > 0)),
  };
}

function endOf(portal: Portal, { objectType, id }: PlainAssociation): { object: ObjectName; id: string } {
  const object = objectNameOf(objectType);
  return { object, id: recordOf(portal, object, id).id };
}

function chosenKinds(
  portal: Portal,
  from: { object: ObjectName; id: string },
  to: { object: ObjectName; id: string },
  labels: string[] = [],
): AssociationKind[] {
  const kinds = kindsBetween(portal, from.object, to.object);
  const chosen = labels.map((label) => {
    const kind = kinds.find((each) => each.label === label);
    if (!kind) throw invalid(`No label ${label} between ${from.object} and ${to.object}`);
    return kind;
  });
  const primary = kinds.find(isPrimary);
  const isFirst = to.object === "companies" && associatedWith(portal, from, "companies").length === 0;
  return primary && isFirst && !chosen.includes(primary) ? [primary, ...chosen] : chosen;
}
