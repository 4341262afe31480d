import { useEffect, useId, useState, type KeyboardEvent } from "react";
import type { PropertyField } from "../../page-api.ts";
import { classes } from "../components/sizes.ts";
import { messageOf } from "./words.ts";

type Props = {
  field: PropertyField;
  value: string | null;
  /** Spoken name; without it the label is shown. */
  label?: string;
  save(value: string): Promise<void>;
};
type Saving = { state: "idle" } | { state: "saving" } | { state: "refused"; message: string };

/** One property that can be changed: saved when it is left or Enter is pressed; Escape takes the change back. */
export function PropertyInput({ field, value, label, save }: Props) {
  const id = useId();
  const kept = shownValue(field, value);
  const [draft, setDraft] = useState(kept);
  const [focused, setFocused] = useState(false);
  const [saving, setSaving] = useState<Saving>({ state: "idle" });
  useEffect(() => setDraft(kept), [kept]);

  const commit = async (next: string) => {
    if (next === kept) return setSaving({ state: "idle" });
    setSaving({ state: "saving" });
    await save(storedValue(field, next)).then(
      () => setSaving({ state: "idle" }),
      (error: unknown) => setSaving({ state: "refused", message: messageOf(error) }),
    );
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") setDraft(kept);
  };
  const shared = {
    id,
    className: classes("control", draft === "" && "control-empty"),
    "aria-label": label,
    disabled: field.readOnly,
    "aria-invalid": saving.state === "refused",
  };
  return (
    <div className={classes("field", saving.state === "refused" && "field-error", saving.state === "saving" && "field-saving")}>
      {!label && (
        <label className="field-label" htmlFor={id}>
          {field.label}
        </label>
      )}
      {optionsOf(field).length > 0 ? (
        <select {...shared} value={draft} onChange={(event) => (setDraft(event.target.value), void commit(event.target.value))}>
          {!optionsOf(field).some((option) => option.value === draft) && <option value={draft}>{draft || "--"}</option>}
          {optionsOf(field).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={isDate(field) ? "date" : "text"}
          inputMode={field.type === "number" ? "decimal" : undefined}
          placeholder="--"
          value={focused ? draft : grouped(field, draft)}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => (setFocused(false), void commit(draft))}
          onKeyDown={keys}
        />
      )}
      {saving.state === "refused" && (
        <div className="field-note field-message" role="alert">
          {saving.message}
        </div>
      )}
    </div>
  );
}

const YES_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];
const isNumber = /^-?\d+(\.\d+)?$/;
/** "120,000" of "120000", as a number is read; it is typed without the commas. */
const grouped = ({ type }: PropertyField, text: string) =>
  type === "number" && isNumber.test(text) ? text.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ",")) : text;
const isDate = ({ type }: PropertyField) => type === "date" || type === "datetime";
const optionsOf = ({ type, options }: PropertyField) => (type === "bool" && options.length === 0 ? YES_NO : options);

function shownValue(field: PropertyField, value: string | null): string {
  if (!value || !isDate(field)) return value ?? "";
  const instant = new Date(/^\d{11,}$/.test(value) ? Number(value) : value);
  return Number.isNaN(instant.getTime()) ? value : instant.toISOString().slice(0, 10);
}

// A close date is an instant in HubSpot; noon in UTC is the same day in every zone of the Americas and Europe.
function storedValue({ type }: PropertyField, draft: string): string {
  return type === "datetime" && draft !== "" ? `${draft}T12:00:00.000Z` : draft;
}
