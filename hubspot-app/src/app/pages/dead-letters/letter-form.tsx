import {
  Button,
  ButtonRow,
  Flex,
  Input,
  List,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import { useDesk } from "../desk/desk-context.ts";
import type { DeadLetter } from "./contract.ts";
import type { DeadLetters } from "./use-dead-letters.ts";

type Props = { panelId: string; letter: DeadLetter; letters: DeadLetters };

/** One dead letter: what was sent, and trying it again, taking it on, or settling it. */
export function LetterForm({ panelId, letter, letters }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const { me } = useDesk();
  const [customerName, setCustomerName] = useState("");
  const [orderNumber, setOrderNumber] = useState("");
  const [reason, setReason] = useState("");
  const close = (act: () => void) => {
    closeOverlay(panelId);
    act();
  };
  const chosen = {
    ...(customerName.trim() === "" ? {} : { customerName: customerName.trim() }),
    ...(orderNumber.trim() === "" ? {} : { orderNumber: orderNumber.trim() }),
  };
  return (
    <>
      <PanelBody>
        <PanelSection>
          <Flex direction="column" gap="medium" align="stretch">
            <Text>{letter.message}</Text>
            <Sent letter={letter} />
            {letter.editable ? (
              <>
                <Input label="Customer name for the next try" name="customerName" value={customerName} onInput={setCustomerName} />
                <Input label="Order number for the next try" name="orderNumber" value={orderNumber} onInput={setOrderNumber} />
              </>
            ) : null}
            <Input label="Reason, to settle it without another try" name="reason" value={reason} onInput={setReason} />
          </Flex>
        </PanelSection>
      </PanelBody>
      <PanelFooter>
        <ButtonRow>
          <Button variant="primary" testId="retry" disabled={!letter.retryable} onClick={() => close(() => letters.retry(letter, chosen))}>
            Try again
          </Button>
          <Button testId="assign" onClick={() => close(() => letters.assign(letter, letter.owner === me.userId ? null : me.userId))}>
            {letter.owner === me.userId ? "Give it back" : "Take it on"}
          </Button>
          <Button
            variant="destructive"
            testId="dismiss"
            disabled={reason.trim() === ""}
            onClick={() => close(() => letters.dismiss(letter, reason.trim()))}
          >
            Settle
          </Button>
        </ButtonRow>
      </PanelFooter>
    </>
  );
}

function Sent({ letter: { fields } }: { letter: DeadLetter }) {
  if (fields.length === 0) return null;
  return (
    <List variant="unordered-styled">
      {fields.map(({ path, value, before }) => (
        <Text key={path}>{before === null ? `${path}: ${value}` : `${path}: ${value} (before: ${before})`}</Text>
      ))}
    </List>
  );
}
