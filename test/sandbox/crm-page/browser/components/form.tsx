import type { FormEvent } from "react";
import type { FormProps } from "@hubspot/ui-extensions";
import { extensionEvent } from "./sizes.ts";
import { useReactions } from "./overlays.tsx";

/** A form; its submit event carries the values of its named inputs, numbers as numbers. */
export function Form({ children, onSubmit, autoComplete = "on", testId }: FormProps) {
  const reactions = useReactions();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const targetValue = valuesOf(event.currentTarget);
    void onSubmit?.({ ...extensionEvent(event), targetValue }, reactions);
  };
  return (
    <form className="hs-form" onSubmit={submit} autoComplete={autoComplete} data-testid={testId}>
      {children}
    </form>
  );
}

function valuesOf(form: HTMLFormElement): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    const isNumber = form.querySelector(`[name="${CSS.escape(name)}"]`)?.getAttribute("inputmode") === "decimal";
    values[name] = isNumber && value !== "" ? Number(value) : value;
  }
  return values;
}
