import { useId, type InputHTMLAttributes } from "react";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> & { label: string; value: string; onChange(value: string): void };

/** A labelled input. */
export function TextField({ label, value, onChange, ...rest }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input {...rest} id={id} className="control" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
