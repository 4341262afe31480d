const TYPE_IDS = { contact: "0-1", company: "0-2", deal: "0-3" } as const;

type Place = { appUrl: string; portalId: number; object: keyof typeof TYPE_IDS; id: string };

/** Where a record opens in HubSpot. */
export function recordUrl({ appUrl, portalId, object, id }: Place): string {
  return `${appUrl}/contacts/${portalId}/record/${TYPE_IDS[object]}/${id}`;
}
