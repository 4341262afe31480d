import { useState, type ReactNode } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { useToast } from "../../parts/toasts.tsx";

type Props = {
  label: string;
  /** Asked before anything is done. */
  confirm?: string;
  primary?: boolean;
  disabled?: boolean;
  /** Null when done, else why not. */
  run(): Promise<string | null>;
};

/** A button in a row that does something in QuickBooks; while it does, it cannot be pressed again. */
export function ActionButton({ label, confirm, primary = false, disabled = false, run }: Props) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const go = async () => {
    setAsking(false);
    setBusy(true);
    const refused = await run();
    setBusy(false);
    if (refused) toast({ type: "danger", title: "QuickBooks refused", message: refused });
  };
  return (
    <>
      <RowButton primary={primary} disabled={disabled || busy} onPress={confirm ? () => setAsking(true) : () => void go()}>
        {label}
      </RowButton>
      {asking && (
        <Dialog title={label} width="sm" onClose={() => setAsking(false)}>
          <div className="dialog-body">{confirm}</div>
          <footer className="dialog-foot">
            <button type="button" className="hs-button hs-button-destructive hs-button-md" onClick={() => void go()}>
              Yes, {label.toLowerCase()}
            </button>
            <button type="button" className="hs-button hs-button-secondary hs-button-md" onClick={() => setAsking(false)}>
              Cancel
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}

type RowProps = { primary?: boolean; disabled?: boolean; onPress(): void; children: ReactNode };

/** A small button in a row. */
export const RowButton = ({ primary = false, disabled = false, onPress, children }: RowProps) => (
  <button
    type="button"
    className={`hs-button hs-button-sm hs-button-${primary ? "primary" : "secondary"}`}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
  </button>
);
