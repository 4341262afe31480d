import { createContext, useCallback, useContext } from "react";
import type { QuickBooksAction } from "../../../page-api.ts";
import { askBackend } from "../../backend.ts";
import { useToast } from "../../parts/toasts.tsx";
import { messageOf } from "../../parts/words.ts";

type Act = (action: QuickBooksAction, done: string) => Promise<boolean>;

/** How the parts of the QuickBooks page do something: false, and a message, where QuickBooks refuses. */
export const ActContext = createContext<Act>(() => Promise.resolve(false));
/** The same for a component. */
export const useAct = () => useContext(ActContext);

/** Does an action in QuickBooks, says how it went, and reads the company again. */
export function useActing(refresh: () => Promise<void>): Act {
  const toast = useToast();
  return useCallback(
    async (action, done) => {
      try {
        await askBackend("/quickbooks", { method: "POST", body: action });
        toast({ type: "success", message: done });
        return true;
      } catch (error) {
        toast({ type: "danger", title: "QuickBooks refused", message: messageOf(error) });
        return false;
      } finally {
        await refresh();
      }
    },
    [toast, refresh],
  );
}
