import type { KeyboardEvent } from "react";
import type {
  CurrencyInputProps,
  InputProps,
  NumberInputProps,
  SearchInputProps,
  StepperInputProps,
  TextAreaProps,
} from "@hubspot/ui-extensions";
import { Field, useDraft } from "./field.tsx";

type TextProps = InputProps & { search?: boolean; clearable?: boolean };

/** One line of text. `onInput` comes with every key, `onChange` when the value is left or sent. */
export function Input({ search = false, clearable = false, type = "text", defaultValue, placeholder, ...rest }: TextProps) {
  const { name, value, readOnly, onInput, onChange, onBlur, onFocus } = rest;
  const [draft, setDraft] = useDraft(value, defaultValue ?? "");
  const write = (text: string) => {
    setDraft(text);
    onInput?.(text);
  };
  const clear = () => {
    write("");
    onChange?.("");
  };
  return (
    <Field {...rest}>
      {(control) => (
        <span className="field-row">
          <input
            {...control}
            className="control"
            type={search ? "search" : type}
            name={name}
            value={draft}
            placeholder={placeholder}
            readOnly={readOnly}
            required={rest.required}
            onChange={(event) => write(event.target.value)}
            onFocus={() => onFocus?.(draft)}
            onBlur={() => (onChange?.(draft), onBlur?.(draft))}
            onKeyDown={(event) => isEnter(event) && onChange?.(draft)}
          />
          {clearable && draft !== "" && (
            <button type="button" className="hs-plain" aria-label="Clear" onClick={clear}>
              ×
            </button>
          )}
        </span>
      )}
    </Field>
  );
}

/** A text input for searching. */
export const SearchInput = ({ clearable = true, ...rest }: SearchInputProps) => <Input {...rest} search clearable={clearable} />;

/** Several lines of text. */
export function TextArea({ cols, rows = 3, maxLength, resize = "vertical", defaultValue, placeholder, ...rest }: TextAreaProps) {
  const { name, value, readOnly, onInput, onChange, onBlur, onFocus } = rest;
  const [draft, setDraft] = useDraft(value, defaultValue ?? "");
  return (
    <Field {...rest}>
      {(control) => (
        <textarea
          {...control}
          className="control"
          name={name}
          value={draft}
          placeholder={placeholder}
          readOnly={readOnly}
          cols={cols}
          rows={rows}
          maxLength={maxLength}
          style={{ resize }}
          onChange={(event) => (setDraft(event.target.value), onInput?.(event.target.value))}
          onFocus={() => onFocus?.(draft)}
          onBlur={() => (onChange?.(draft), onBlur?.(draft))}
        />
      )}
    </Field>
  );
}

type NumberProps = NumberInputProps & { unit?: string | undefined; step?: number };

/** A number; it is handed over as a number when the input is left or sent. */
export function NumberInput({ unit, step, min, max, precision, formatStyle, textAlign, defaultValue, placeholder, ...rest }: NumberProps) {
  const { name, value, readOnly, onInput, onChange, onBlur, onFocus } = rest;
  const [draft, setDraft] = useDraft(
    value === undefined ? undefined : String(value),
    defaultValue === undefined ? "" : String(defaultValue),
  );
  const numberOf = (text: string) => (precision === undefined ? Number(text) : Number(Number(text).toFixed(precision)));
  const commit = (text: string) => onChange?.(numberOf(text));
  const stepBy = (by: number) => {
    const next = String(Math.min(max ?? Infinity, Math.max(min ?? -Infinity, numberOf(draft || "0") + by)));
    setDraft(next);
    commit(next);
  };
  return (
    <Field {...rest}>
      {(control) => (
        <span className="field-row">
          {unit && <span className="field-unit">{unit}</span>}
          <input
            {...control}
            className="control"
            inputMode="decimal"
            name={name}
            value={draft}
            placeholder={placeholder}
            readOnly={readOnly}
            style={{ textAlign }}
            onChange={(event) => (setDraft(event.target.value), onInput?.(numberOf(event.target.value)))}
            onFocus={() => onFocus?.(numberOf(draft))}
            onBlur={() => (commit(draft), onBlur?.(numberOf(draft)))}
            onKeyDown={(event) => isEnter(event) && commit(draft)}
          />
          {formatStyle === "percentage" && <span className="field-unit">%</span>}
          {step !== undefined && (
            <>
              <button type="button" className="hs-button hs-button-secondary hs-button-sm" aria-label="Less" onClick={() => stepBy(-step)}>
                −
              </button>
              <button type="button" className="hs-button hs-button-secondary hs-button-sm" aria-label="More" onClick={() => stepBy(step)}>
                +
              </button>
            </>
          )}
        </span>
      )}
    </Field>
  );
}

/** A number with buttons for less and more. */
export const StepperInput = ({ stepSize = 1, ...rest }: StepperInputProps) => <NumberInput {...rest} step={stepSize} />;
/** An amount of money in one currency. */
export const CurrencyInput = ({ currency = "USD", precision = 2, ...rest }: CurrencyInputProps) => (
  <NumberInput {...rest} precision={precision} unit={currency} />
);

const isEnter = (event: KeyboardEvent) => event.key === "Enter";
