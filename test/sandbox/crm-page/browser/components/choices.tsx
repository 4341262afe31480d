import { useId } from "react";
import type { CheckboxProps, MultiSelectProps, RadioButtonProps, SelectProps, ToggleGroupProps, ToggleProps } from "@hubspot/ui-extensions";
import { Field, useDraft } from "./field.tsx";
import { classes } from "./sizes.ts";

type Choice = string | number | boolean;

/** One of several. The value keeps its type, since options may be numbers or booleans. */
export function Select({ options, value, onChange, placeholder = "Select", readOnly, name, variant = "input", ...rest }: SelectProps) {
  const [draft, setDraft] = useDraft<Choice>(value, "");
  const choose = (index: number) => {
    const option = options[index];
    if (!option) return;
    setDraft(option.value);
    onChange?.(option.value);
  };
  const chosen = options.findIndex((option) => option.value === draft);
  return (
    <Field {...rest}>
      {(control) => (
        <>
          <select
            {...control}
            className={classes("control", variant === "transparent" && "control-transparent")}
            value={chosen}
            disabled={readOnly}
            onChange={(event) => choose(Number(event.target.value))}
          >
            {chosen < 0 && (
              <option value={-1} disabled>
                {placeholder}
              </option>
            )}
            {options.map((option, index) => (
              <option key={index} value={index}>
                {option.label}
              </option>
            ))}
          </select>
          {name && <input type="hidden" name={name} value={String(draft)} />}
        </>
      )}
    </Field>
  );
}

/** Several of many, as boxes to tick. */
export function MultiSelect({ options, value, onChange, readOnly, ...rest }: MultiSelectProps) {
  const [draft, setDraft] = useDraft<Choice[]>(value, []);
  const toggle = (choice: Choice) => {
    const next = draft.includes(choice) ? draft.filter((other) => other !== choice) : [...draft, choice];
    setDraft(next);
    onChange?.(next);
  };
  return (
    <Field {...rest}>
      {(control) => (
        <div {...control} role="group" aria-label={rest.label} className="control hs-multi">
          {options.map((option) => (
            <label key={String(option.value)} className="hs-check">
              <input type="checkbox" checked={draft.includes(option.value)} disabled={readOnly} onChange={() => toggle(option.value)} />
              {option.label}
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}

type TickProps = CheckboxProps & { type: "checkbox" | "radio" };

function Tick({
  type,
  checked,
  initialIsChecked = false,
  value = "",
  name,
  onChange,
  children,
  description,
  inline = false,
  testId,
  ...rest
}: TickProps) {
  const [draft, setDraft] = useDraft(checked, initialIsChecked);
  return (
    <label className={classes("hs-check", inline && "hs-inline")} data-testid={testId}>
      <input
        type={type}
        name={name}
        value={value}
        checked={draft}
        disabled={rest.readOnly ?? rest.readonly}
        aria-label={rest["aria-label"]}
        onChange={(event) => (setDraft(event.target.checked), onChange?.(event.target.checked, value))}
      />
      <span>
        {children}
        {description && <small className="field-note">{description}</small>}
      </span>
    </label>
  );
}

/** A box to tick. */
export const Checkbox = (props: CheckboxProps) => <Tick {...props} type="checkbox" />;
/** One of a group of which one is chosen. */
export const RadioButton = (props: RadioButtonProps) => <Tick {...props} type="radio" />;

/** A switch. */
export function Toggle({
  label,
  labelDisplay = "inline",
  checked,
  initialIsChecked = false,
  onChange,
  name,
  testId,
  ...rest
}: ToggleProps) {
  const [draft, setDraft] = useDraft(checked, initialIsChecked);
  const { textChecked, textUnchecked, readOnly, readonly } = rest;
  const words = draft ? textChecked : textUnchecked;
  return (
    <label className={classes("hs-toggle", `hs-toggle-${labelDisplay}`)} data-testid={testId}>
      <span className={labelDisplay === "hidden" ? "visually-hidden" : undefined}>{label}</span>
      <input
        type="checkbox"
        role="switch"
        name={name}
        checked={draft}
        disabled={readOnly ?? readonly}
        onChange={(event) => (setDraft(event.target.checked), onChange?.(event.target.checked))}
      />
      <span className="hs-toggle-track" aria-hidden="true" />
      {words && <span className="field-note">{words}</span>}
    </label>
  );
}

/** A list of boxes or of radio buttons. */
export function ToggleGroup(props: ToggleGroupProps) {
  const { name, label, options, inline = false, toggleType, readOnly: _, ...rest } = { readOnly: undefined, ...props };
  const isRadio = toggleType === "radioButtonList";
  const initial = options.filter((option) => option.initialIsChecked).map((option) => option.value);
  const given = props.value === undefined ? undefined : [props.value].flat();
  const [draft, setDraft] = useDraft<string[]>(given, initial);
  const legend = useId();
  const toggle = (value: string) => {
    const next = isRadio ? [value] : draft.includes(value) ? draft.filter((other) => other !== value) : [...draft, value];
    setDraft(next);
    if (props.toggleType === "radioButtonList") props.onChange?.(value);
    else props.onChange?.(next);
  };
  return (
    <Field {...rest}>
      {() => (
        <div role={isRadio ? "radiogroup" : "group"} aria-labelledby={legend}>
          <div className="field-label" id={legend}>
            {label}
          </div>
          <div className={classes("hs-toggle-group", inline && "hs-toggle-group-inline")}>
            {options.map((option) => (
              <label key={option.value} className="hs-check">
                <input
                  type={isRadio ? "radio" : "checkbox"}
                  name={name}
                  value={option.value}
                  checked={draft.includes(option.value)}
                  disabled={option.readOnly ?? option.readonly}
                  onChange={() => toggle(option.value)}
                />
                <span>
                  {option.label}
                  {option.description && <small className="field-note">{option.description}</small>}
                </span>
              </label>
            ))}
          </div>
        </div>
      )}
    </Field>
  );
}
