import { Alert, Text } from "@hubspot/ui-extensions";
import { useDesk } from "./desk-context.ts";

const WHY = { readOnly: "Tieout is set to read only", shadow: "the shadow run is on" } as const;

/** Says to which QuickBooks companies nothing is sent, and where that is changed. Nothing while writes are on. */
export function WritesOffBanner() {
  const { me } = useDesk();
  const off = me.connections.flatMap(({ id, name, state, writesOff }) =>
    writesOff === null || state === "disconnected" ? [] : [{ id, words: `${name}: ${WHY[writesOff]}.` }],
  );
  if (off.length === 0) return null;
  return (
    <Alert title="Nothing is sent to QuickBooks" variant="warning">
      {off.map(({ id, words }) => (
        <Text key={id}>{words}</Text>
      ))}
      <Text variant="microcopy">An administrator changes that in Tieout's settings, under Push.</Text>
    </Alert>
  );
}
