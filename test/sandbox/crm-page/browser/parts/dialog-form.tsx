import type { FormEvent, ReactNode } from "react";
import { Dialog } from "./dialog.tsx";

type Props = { title: string; save: string; width?: "sm" | "md" | "lg"; onSave(): Promise<boolean>; onClose(): void; children: ReactNode };

/** A form in a dialog, which closes when what it saves was taken. */
export function DialogForm({ title, save, width = "sm", onSave, onClose, children }: Props) {
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onSave()) onClose();
  };
  return (
    <Dialog title={title} width={width} onClose={onClose}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <div className="dialog-body">{children}</div>
        <footer className="dialog-foot">
          <button type="submit" className="hs-button hs-button-primary hs-button-md">
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
