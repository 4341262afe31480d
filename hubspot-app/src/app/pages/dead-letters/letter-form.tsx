import { Button, Input, Text, TextArea, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { useDesk } from "../desk/desk-context.ts";
import { DecisionPanel } from "../desk/decision-panel.tsx";
import type { DeadLetter, NextTry, NextValues } from "./contract.ts";
import { OwnerSelect } from "./owner-select.tsx";
import { SentFields } from "./sent-fields.tsx";
import type { DeadLetters } from "./use-dead-letters.ts";

type Props = { panelId: string; letter: DeadLetter; letters: DeadLetters };

/** One dead letter: what was sent, and trying it again, taking it on, or settling it. It closes first, as its row may go. */
export function LetterForm({ panelId, letter, letters }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const { me, api } = useDesk();
  const [detail] = useLoaded(() => api.get<{ next: NextTry }>(`/ui/dead-letters/${encodeURIComponent(letter.id)}`, ["next"]), letter.id);
  const [values, setValues] = useState<Required<NextValues>>({ customerName: "", orderNumber: "" });
  const [reason, setReason] = useState("");
  const mine = letter.owner === me.userId;
  const close = (act: () => void) => {
    closeOverlay(panelId);
    act();
  };
  return (
    <DecisionPanel
      panelId={panelId}
      answers={
        <>
          <Button
            variant="primary"
            testId="retry"
            disabled={!letter.retryable}
            onClick={() => close(() => letters.retry(letter, filled(values)))}
          >
            Try again
          </Button>
          <Button testId="assign" onClick={() => close(() => letters.assign(letter, mine ? null : me.userId, "You"))}>
            {mine ? "Give it back" : "Take it on"}
          </Button>
          <Button
            variant="destructive"
            testId="dismiss"
            disabled={reason.trim() === ""}
            onClick={() => close(() => letters.dismiss(letter, reason.trim()))}
          >
            Settle
          </Button>
        </>
      }
    >
      <Text>{letter.message}</Text>
      <LoadedView loaded={detail} what="What would be sent now">
        {({ next }) => <SentFields fields={letter.fields} next={next} />}
      </LoadedView>
      <OwnerSelect letter={letter} assign={(userId, name) => close(() => letters.assign(letter, userId, name))} />
      {letter.editable ? <NextTry letter={letter} values={values} set={setValues} /> : null}
      <TextArea
        label="Reason"
        name="reason"
        description="Needed to settle it without another try. It is kept in the log."
        value={reason}
        onInput={setReason}
        onChange={setReason}
      />
    </DecisionPanel>
  );
}

type NextTryProps = { letter: DeadLetter; values: Required<NextValues>; set: (values: Required<NextValues>) => void };

function NextTry({ letter, values, set }: NextTryProps) {
  const fields = [
    { name: "customerName", label: "Customer name for the next try", path: "DisplayName" },
    { name: "orderNumber", label: "Order number for the next try", path: "DocNumber" },
  ] as const;
  const sent = (path: string) => letter.fields.find((field) => field.path === path)?.value;
  return (
    <>
      {fields.map(({ name, label, path }) => (
        <Input
          key={name}
          name={name}
          label={label}
          placeholder={sent(path) === undefined ? "As before" : `As before: ${sent(path)}`}
          value={values[name]}
          onInput={(value) => set({ ...values, [name]: value })}
        />
      ))}
    </>
  );
}

function filled(values: Required<NextValues>): NextValues {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value.trim() === "" ? [] : [[name, value.trim()]])));
}
