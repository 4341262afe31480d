import { useEffect, useId, useRef, useState, type ReactNode } from "react";
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
 * What is being typed. The extension's own value comes back a moment later from its thread: an input bound to it directly would
 * lose letters. A value that comes back as it was written is therefore passed over, and one that the extension changed wins.
 */
export function useDraft<T>(value: T | undefined, fallback: T): [T, (draft: T) => void] {
  const [draft, setDraft] = useState(value ?? fallback);
  const written = useRef<string[]>([]);
  const given = JSON.stringify(value);
  const seen = useRef(given);
  useEffect(() => {
    if (given === seen.current) return;
    seen.current = given;
    const echo = written.current.indexOf(given ?? "");
    if (echo >= 0) written.current.splice(0, echo + 1);
    else if (value !== undefined) setDraft(value);
  }, [given]);
  const write = (next: T) => {
    written.current = [...written.current, JSON.stringify(next)].slice(-REMEMBERED);
    setDraft(next);
  };
  return [draft, write];
}

const REMEMBERED = 50;
