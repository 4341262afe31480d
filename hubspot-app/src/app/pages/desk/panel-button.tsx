import { Button, Panel } from "@hubspot/ui-extensions";
import { useState, type ReactNode } from "react";

type Props = {
  id: string;
  label: string;
  title: string;
  /** Drawn anew at each opening, so that what was not applied is forgotten. */
  children: () => ReactNode;
  variant?: "primary" | "secondary" | "transparent";
  size?: "xs" | "sm";
  width?: "sm" | "md" | "lg";
  disabled?: boolean;
};

/** A button that opens a panel; its content exists only while it is open. */
export function PanelButton({ id, label, title, children, variant = "secondary", size = "sm", width = "md", disabled = false }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Button
      size={size}
      variant={variant}
      disabled={disabled}
      testId={`open-${id}`}
      overlay={
        <Panel id={id} title={title} width={width} variant="modal" onOpen={() => setOpen(true)} onClose={() => setOpen(false)}>
          {open ? children() : null}
        </Panel>
      }
    >
      {label}
    </Button>
  );
}
