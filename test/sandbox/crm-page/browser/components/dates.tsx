import type { DateInputProps, TimeInputProps } from "@hubspot/ui-extensions";
import { Field, useDraft } from "./field.tsx";

type Day = { year: number; month: number; date: number };
type Time = { hours: number; minutes: number };
const two = (number: number) => String(number).padStart(2, "0");
// HubSpot counts months from 0 (facts/hubspot.md §2.3).
const textOfDay = (day: Day | null | undefined) => (day ? `${day.year}-${two(day.month + 1)}-${two(day.date)}` : "");
const textOfTime = (time: Time | null | undefined) => (time ? `${two(time.hours)}:${two(time.minutes)}` : "");

function dayOf(text: string): (Day & { formattedDate: string }) | null {
  const [year, month, date] = text.split("-").map(Number);
  return year && month && date ? { year, month: month - 1, date, formattedDate: text } : null;
}

function timeOf(text: string): Time | null {
  const [hours, minutes] = text.split(":").map(Number);
  return hours === undefined || minutes === undefined || text === "" ? null : { hours, minutes };
}

/** A day of the calendar, without a zone. */
export function DateInput({ value, defaultValue, onChange, onBlur, onFocus, min, max, name, readOnly, ...rest }: DateInputProps) {
  const [draft, setDraft] = useDraft(value === undefined ? undefined : textOfDay(value), textOfDay(defaultValue));
  const hand = (to: DateInputProps["onChange"], text: string) => {
    const day = dayOf(text);
    if (day) to?.(day);
  };
  return (
    <Field {...rest}>
      {(control) => (
        <input
          {...control}
          className="control"
          type="date"
          name={name}
          value={draft}
          min={textOfDay(min)}
          max={textOfDay(max)}
          readOnly={readOnly}
          onChange={(event) => (setDraft(event.target.value), hand(onChange, event.target.value))}
          onBlur={() => hand(onBlur, draft)}
          onFocus={() => hand(onFocus, draft)}
        />
      )}
    </Field>
  );
}

/** A time of day. */
export function TimeInput({ value, defaultValue, onChange, min, max, interval = 30, name, readOnly, ...rest }: TimeInputProps) {
  const { onBlur: _blur, onFocus: _focus, ...field } = rest;
  const [draft, setDraft] = useDraft(value === undefined ? undefined : textOfTime(value), textOfTime(defaultValue));
  const write = (text: string) => {
    setDraft(text);
    const time = timeOf(text);
    if (time) onChange?.(time);
  };
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="control"
          type="time"
          name={name}
          value={draft}
          min={textOfTime(min)}
          max={textOfTime(max)}
          step={interval * 60}
          readOnly={readOnly}
          onChange={(event) => write(event.target.value)}
        />
      )}
    </Field>
  );
}
