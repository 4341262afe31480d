import { useState, type FormEvent, type ReactNode } from "react";
import { Alert } from "../components/feedback.tsx";
import { Dialog } from "./dialog.tsx";

type Props = {
  title: string;
  save: string;
  width?: "sm" | "md" | "lg";
  onSave(): Promise<string | null>;
  onClose(): void;
  children: ReactNode;
};

/** A form in a dialog, which closes when what it saves was taken, and shows why when it was not. */
export function DialogForm({ title, save, width = "sm", onSave, onClose, children }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await onSave();
    setBusy(false);
    setRefused(answer);
    if (answer === null) onClose();
  };
  return (
    <Dialog title={title} width={width} onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <div className="dialog-body">
          {refused && (
            <Alert title="Not saved" variant="danger">
              {refused}
            </Alert>
          )}
          {children}
        </div>
        <footer className="dialog-foot">
          <button type="submit" className="hs-button hs-button-primary hs-button-md" disabled={busy}>
            {save}
          </button>
          <button type="button" className="hs-button hs-button-secondary hs-button-md" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
