import type { WriteSource } from "./crm-record.ts";
import { objectNameOf, OBJECT_TYPES, upperName, type ObjectName } from "./object-types.ts";

type Common = { object: ObjectName; source: WriteSource };
/** Something that happened to a record, before it is known who wants to hear of it. */
export type CrmChange =
  | (Common & { kind: "creation" | "deletion" | "restore" | "privacyDeletion"; id: string })
  | (Common & { kind: "propertyChange"; id: string; property: string; value: string })
  | (Common & { kind: "merge"; primaryId: string; mergedIds: string[]; newId: string; moved: number })
  | (Common & { kind: "associationChange"; fromId: string; to: ObjectName; toId: string; removed: boolean; primary: boolean });

/**
 * A subscription as a webhooks hsmeta file has it (facts/hubspot.md §1.6): "deal.propertyChange" with a property, or the
 * generic "object.propertyChange" with an `objectType`.
 */
export type Subscription = { id?: number; subscriptionType: string; objectType?: string; propertyName?: string; active?: boolean };

export type WebhookEvent = Record<string, unknown> & { eventId: number; portalId: number; attemptNumber: number; occurredAt: number };

/** The deal, line and company changes that a quote-to-cash app follows; what the sandbox sends unless told otherwise. */
export const DEFAULT_SUBSCRIPTIONS: readonly Subscription[] = [
  { subscriptionType: "deal.propertyChange", propertyName: "dealstage" },
  { subscriptionType: "deal.propertyChange", propertyName: "amount" },
  ...["deal.creation", "deal.deletion", "deal.restore", "deal.merge", "deal.associationChange"].map((subscriptionType) => ({
    subscriptionType,
  })),
  ...["company.merge", "company.deletion", "contact.privacyDeletion"].map((subscriptionType) => ({ subscriptionType })),
];

/** Whether a subscription wants a change. */
export function wants(subscription: Subscription, change: CrmChange): boolean {
  const [subject, kind] = subscription.subscriptionType.split(".");
  if (subscription.active === false || kind !== change.kind) return false;
  const object = subject === "object" ? subscription.objectType : subject;
  if (!object || objectNameOf(object) !== change.object) return false;
  return change.kind !== "propertyChange" || subscription.propertyName === change.property;
}

type Stamp = { eventId: number; subscriptionId: number; portalId: number; appId: number; occurredAt: number };

/** The event as it stands in the posted array (facts/hubspot.md §5). */
export function webhookEvent(subscription: Subscription, change: CrmChange, stamp: Stamp): WebhookEvent {
  const generic = subscription.subscriptionType.startsWith("object.");
  return {
    ...stamp,
    subscriptionType: subscription.subscriptionType,
    attemptNumber: 0,
    ...detailsOf(change, generic),
    ...(generic && change.kind !== "associationChange" && { objectTypeId: OBJECT_TYPES[change.object].id }),
    changeSource: change.source.changeSource,
    sourceId: change.source.sourceId,
    isSensitive: false,
  };
}

function detailsOf(change: CrmChange, generic: boolean): Record<string, unknown> {
  switch (change.kind) {
    case "creation":
      return { objectId: Number(change.id), changeFlag: "NEW" };
    case "deletion":
    case "privacyDeletion":
      return { objectId: Number(change.id), changeFlag: "DELETED" };
    case "restore":
      return { objectId: Number(change.id), changeFlag: "RESTORED" };
    case "propertyChange":
      return { objectId: Number(change.id), propertyName: change.property, propertyValue: change.value };
    case "merge":
      return {
        objectId: Number(change.newId),
        primaryObjectId: Number(change.primaryId),
        mergedObjectIds: change.mergedIds.map(Number),
        newObjectId: Number(change.newId),
        numberOfPropertiesMoved: change.moved,
      };
    case "associationChange":
      return {
        associationType: `${upperName(change.object)}_TO_${upperName(change.to)}`,
        fromObjectId: Number(change.fromId),
        toObjectId: Number(change.toId),
        ...(generic && { fromObjectTypeId: OBJECT_TYPES[change.object].id, toObjectTypeId: OBJECT_TYPES[change.to].id }),
        associationRemoved: change.removed,
        isPrimaryAssociation: change.primary,
      };
  }
}
