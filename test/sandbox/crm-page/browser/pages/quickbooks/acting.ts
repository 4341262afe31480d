import { createContext, useCallback, useContext } from "react";
import type { QuickBooksAction } from "../../../page-api.ts";
import { askBackend } from "../../backend.ts";
import { useToast } from "../../parts/toasts.tsx";
import { messageOf } from "../../parts/words.ts";

type Act = (action: QuickBooksAction, done: string) => Promise<string | null>;

/** How the parts of the QuickBooks page do something: null when it is done, QuickBooks' own words when it refuses. */
export const ActContext = createContext<Act>(() => Promise.resolve(null));
/** The same for a component. */
export const useAct = () => useContext(ActContext);

/** Does an action in QuickBooks, says when it is done, and reads the company again. */
export function useActing(refresh: () => Promise<void>): Act {
  const toast = useToast();
  return useCallback(
    async (action, done) => {
      try {
        await askBackend("/quickbooks", { method: "POST", body: action });
        toast({ type: "success", message: done });
        return null;
      } catch (error) {
        return messageOf(error);
      } finally {
        await refresh();
      }
    },
    [toast, refresh],
  );
}
