import { AppError } from "../domain/errors.ts";
import type { MirrorKind, MirrorRecord } from "./mirror.ts";
import type { ErpCustomer } from "./erp-customer.ts";

/** The code of an error about one record in a form that we cannot read. */
export const UNREADABLE_RECORD = "unreadableRecord";

/** The fields that an error about an unreadable record names; throws the error again when it is another. */
export function unreadFields(error: unknown): string[] {
  if (error instanceof AppError && error.code === UNREADABLE_RECORD) return (error.cause as { fields: string[] }).fields;
  throw error;
}

/** A record in a form that we cannot read, with the fields that are not as we know them; the rest of its page can be taken in. */
export type UnreadRecord = { kind: MirrorKind | "customer"; id: string; fields: string[] };

/** `rows` counts what the ERP answered: records that are of no use to us are not among `records`. */
export type ErpPage = { records: MirrorRecord[]; unread: UnreadRecord[]; rows: number };

/** `lastId` is that of the last row, null where nothing was answered. */
export type CustomerPage = { customers: ErpCustomer[]; unread: UnreadRecord[]; rows: number; lastId: string | null };

/** `deleted` is what the ERP calls so; it is to be confirmed by reading. */
export type ErpChanges = {
  records: MirrorRecord[];
  unread: UnreadRecord[];
  deleted: { kind: MirrorKind; id: string }[];
  complete: boolean;
};
