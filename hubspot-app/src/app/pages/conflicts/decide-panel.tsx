import {
  Button,
  ButtonRow,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Link,
  PanelBody,
  PanelFooter,
  PanelSection,
  Select,
  Text,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Conflict, Rule, Side } from "./contract.ts";
import type { ConflictsDesk } from "./use-conflicts.ts";
import { CHOICES, lastSyncedWords, RULES } from "./words.ts";

type Props = { panelId: string; conflict: Conflict; conflicts: ConflictsDesk };

/** Both values of a field with the reason why a person is asked, what can be decided, and the rule for the future. */
export function DecidePanel({ panelId, conflict, conflicts }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [rule, setRule] = useState<Rule>(conflict.rule);
  const { work, take, changeRule } = conflicts;
  const decide = (side: Side) => {
    closeOverlay(panelId);
    void take(conflict, side);
  };
  const save = () => {
    closeOverlay(panelId);
    void changeRule(conflict, rule);
  };
  return (
    <>
      <PanelBody>
        <PanelSection>
          <Flex direction="column" gap="medium" align="stretch">
            <Text>{conflict.why}</Text>
            <DescriptionList direction="row">
              <DescriptionListItem label="In HubSpot">{conflict.hubspot.value ?? "Empty"}</DescriptionListItem>
              <DescriptionListItem label="In QuickBooks">{conflict.quickbooks.value ?? "Empty"}</DescriptionListItem>
              <DescriptionListItem label="Last agreed">{lastSyncedWords(conflict)}</DescriptionListItem>
            </DescriptionList>
            {conflict.customer.url === null ? null : (
              <Link href={{ url: conflict.customer.url, external: true }}>Open the customer in QuickBooks</Link>
            )}
            <ButtonRow>
              {conflict.choices.map((side) => (
                <Button key={side} testId={`take-${side}`} disabled={work.busyWith !== null} onClick={() => decide(side)}>
                  {CHOICES[side]}
                </Button>
              ))}
            </ButtonRow>
            <Heading>From now on</Heading>
            <Select
              label={`Who is right about this field (${conflict.label}), for every buyer`}
              name="rule"
              options={RULES}
              value={rule}
              onChange={(value) => setRule(value as Rule)}
            />
            <ButtonRow>
              <Button testId="change-rule" disabled={rule === conflict.rule || work.busyWith !== null} onClick={save}>
                Change the rule
              </Button>
            </ButtonRow>
          </Flex>
        </PanelSection>
      </PanelBody>
      <PanelFooter>
        <Button onClick={() => closeOverlay(panelId)}>Back</Button>
      </PanelFooter>
    </>
  );
}
