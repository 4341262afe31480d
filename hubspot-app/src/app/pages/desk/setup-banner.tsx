import { Alert, Button, ButtonRow, Flex, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { useDesk } from "./desk-context.ts";

/** A step of `GET /ui/setup`; `done` is null where nobody tells Tieout. */
type Step = { code: string; label: string; who: string; where: string; done: boolean | null };

/** The next step of the set-up, until all of it is done or somebody wants to see it later. */
export function SetupBanner() {
  const { api } = useDesk();
  const { navigateToPage } = useExtensionActions<"pages">();
  const [setup] = useLoaded(() => api.get<{ steps: Step[] }>("/ui/setup", ["steps"]));
  const [later, setLater] = useState(false);
  if (setup.state !== "ready" || later) return null;
  const { steps } = setup.value;
  const next = steps.find(({ done }) => done === false);
  if (!next) return null;
  const known = steps.filter(({ done }) => done !== null);
  return (
    <Alert title={`Set-up, next: ${next.label}`} variant="info">
      <Flex direction="column" gap="small" align="start">
        <Text>{`For: ${next.who}. Where: ${next.where}. ${known.filter(({ done }) => done).length} of ${known.length} steps are done; Tieout's settings list them all.`}</Text>
        <ButtonRow>
          {next.code === "products" ? (
            <Button size="xs" onClick={() => navigateToPage({ to: "/unmapped" })}>
              Map them
            </Button>
          ) : null}
          <Button size="xs" onClick={() => setLater(true)}>
            Later
          </Button>
        </ButtonRow>
      </Flex>
    </Alert>
  );
}
