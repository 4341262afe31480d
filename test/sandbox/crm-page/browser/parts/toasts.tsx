import { createContext, useContext, useMemo, useState, type ReactNode } from "react";
import type { AlertMessage } from "../extension/protocol.ts";

const ToastContext = createContext<(alert: AlertMessage) => void>(() => undefined);

/** Shows a short message in the corner, as HubSpot's addAlert does. */
export function useToast(): (alert: AlertMessage) => void {
  return useContext(ToastContext);
}

const SECONDS_SHOWN = 8;
type Toast = AlertMessage & { id: number };

/** Where the messages appear; each leaves by itself or by its cross. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const remove = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  const add = useMemo(() => {
    let next = 0;
    return (alert: AlertMessage) => {
      const id = next++;
      setToasts((shown) => [...shown, { ...alert, id }]);
      setTimeout(() => remove(id), SECONDS_SHOWN * 1_000);
    };
  }, []);
  return (
    <ToastContext.Provider value={add}>
      {children}
      <div className="toasts" aria-live="polite">
        {toasts.map(({ id, type = "info", title, message }) => (
          <div key={id} className={`toast hs-alert hs-tone-${type}`} role={type === "danger" ? "alert" : "status"}>
            <div>
              {title && <div className="hs-alert-title">{title}</div>}
              <div className="toast-message">{message}</div>
            </div>
            <button type="button" className="hs-plain" aria-label="Dismiss" onClick={() => remove(id)}>
              ×
            </button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
