import { useEffect, useId, useState, type ReactNode } from "react";
import { classes } from "./sizes.ts";

type FieldProps = {
  label?: string | undefined;
  required?: boolean | undefined;
  tooltip?: string | undefined;
  description?: string | undefined;
  error?: boolean | undefined;
  validationMessage?: string | undefined;
  testId?: string | undefined;
  children(control: { id: string; "aria-describedby"?: string; "aria-invalid"?: true; "aria-required"?: true }): ReactNode;
};

/** Label, control, description and message of one input, joined for screen readers. */
export function Field({ label, required = false, tooltip, description, error = false, validationMessage, testId, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}note`;
  const hasNote = Boolean(description ?? validationMessage);
  return (
    <div className={classes("field", error && "field-error")} data-testid={testId}>
      {label && (
        <label className="field-label" htmlFor={id} title={tooltip}>
          {label}
          {required && <span aria-hidden="true"> *</span>}
        </label>
      )}
      {children({
        id,
        ...(hasNote && { "aria-describedby": noteId }),
        ...(error && { "aria-invalid": true }),
        ...(required && { "aria-required": true }),
      })}
      {hasNote && (
        <div className="field-note" id={noteId}>
          {description && <div>{description}</div>}
          {validationMessage && <div className="field-message">{validationMessage}</div>}
        </div>
      )}
    </div>
  );
}

/**
 * What is being typed. The extension's own value comes back a moment later from its thread, so that an input bound to it directly
 * would lose letters; a value that the extension really changed wins.
 */
export function useDraft<T>(value: T | undefined, fallback: T): [T, (draft: T) => void] {
  const [draft, setDraft] = useState(value ?? fallback);
  const [seen, setSeen] = useState(value);
  useEffect(() => {
    if (JSON.stringify(value) === JSON.stringify(seen)) return;
    setSeen(value);
    if (value !== undefined) setDraft(value);
  }, [value, seen]);
  return [draft, setDraft];
}
