import { Button, ButtonRow, Flex, PanelBody, PanelFooter, PanelSection, useExtensionActions } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";

type Props = { panelId: string; children: ReactNode; answers: ReactNode };

/** A panel in which something is decided: what it is about, the buttons that answer, and the way back. */
export function DecisionPanel({ panelId, children, answers }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  return (
    <>
      <PanelBody>
        <PanelSection>
          <Flex direction="column" gap="medium" align="stretch">
            {children}
          </Flex>
        </PanelSection>
      </PanelBody>
      <PanelFooter>
        <ButtonRow>
          {answers}
          <Button onClick={() => closeOverlay(panelId)}>Back</Button>
        </ButtonRow>
      </PanelFooter>
    </>
  );
}
