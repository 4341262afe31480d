import type { Job } from "../ports/queue.ts";
import { mirrorRecord } from "./mirror.ts";
import type { Needs } from "./needs.ts";

type Subject = Extract<Job, { name: "mirror-document" }>["data"];

/** A record changed in the ERP: it is read again and kept in the mirror, and every deal and company that it concerns is told. */
export function mirrorDocument(needs: Needs, { portalId, connectionId, kind, externalId }: Subject): Promise<void> {
  return mirrorRecord(needs, { portalId, connectionId }, kind, externalId);
}
