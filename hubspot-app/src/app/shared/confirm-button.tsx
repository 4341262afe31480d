import { Button, LoadingButton, Modal, ModalBody, ModalFooter, Text, useExtensionActions } from "@hubspot/ui-extensions";

type Props = {
  id: string;
  label: string;
  /** What will happen, in whole sentences. */
  question: string;
  confirm: string;
  act: () => void;
  loading?: boolean;
  disabled?: boolean;
  variant?: "primary" | "secondary" | "destructive";
};

/** A button that asks before it acts. */
export function ConfirmButton({ id, label, question, confirm, act, loading = false, disabled = false, variant = "secondary" }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const sure = () => {
    closeOverlay(id);
    act();
  };
  return (
    <LoadingButton
      size="sm"
      variant={variant}
      loading={loading}
      disabled={disabled}
      testId={id}
      overlay={
        <Modal id={id} title={label} width="sm">
          <ModalBody>
            <Text>{question}</Text>
          </ModalBody>
          <ModalFooter>
            <Button variant={variant === "destructive" ? "destructive" : "primary"} testId={`${id}-sure`} onClick={sure}>
              {confirm}
            </Button>
            <Button onClick={() => closeOverlay(id)}>Back</Button>
          </ModalFooter>
        </Modal>
      }
    >
      {label}
    </LoadingButton>
  );
}
