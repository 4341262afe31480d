import { useCallback } from "react";
import type { RecordPage, RecordType } from "../../page-api.ts";
import { askBackend } from "../backend.ts";
import { useLive, type Live } from "./live.ts";
import { usePerson } from "./person.tsx";

/** Changes to a record and what hangs on it; each is made as the person at the page, then the page is read again. */
export type RecordWriter = {
  setProperty(type: RecordType, id: string, name: string, value: string): Promise<void>;
  addLineItem(productId: string | null): Promise<void>;
  removeLineItem(id: string): Promise<void>;
};

/** A record with its surroundings, kept fresh, and how to change it. */
export function useRecord(type: "deals" | "companies", id: string): [Live<RecordPage>, RecordWriter, () => Promise<void>] {
  const { user } = usePerson();
  const [live, refresh] = useLive<RecordPage>(`/records/${type}/${id}`);
  const write = useCallback(
    async (path: string, method: string, body: object) => {
      await askBackend(path, { method, body: { ...body, userId: user.id } });
      await refresh();
    },
    [user.id, refresh],
  );
  const writer: RecordWriter = {
    setProperty: (of, record, name, value) => write(`/records/${of}/${record}`, "PATCH", { properties: { [name]: value } }),
    addLineItem: (productId) => write(`/records/deals/${id}/line-items`, "POST", { productId }),
    removeLineItem: (lineItem) => write(`/records/line_items/${lineItem}`, "DELETE", {}),
  };
  return [live, writer, refresh];
}
