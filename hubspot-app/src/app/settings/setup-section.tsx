import { StatusTag, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import type { Step } from "./contract.ts";
import { useSettings } from "./settings-context.ts";

/** The way from the installation to the first push: what is done, and who does the rest where. */
export function SetupSection() {
  const { api } = useSettings();
  const [setup] = useLoaded(() => api.get<{ steps: Step[] }>("/ui/setup", ["steps"]));
  return (
    <LoadedView loaded={setup} what="The steps">
      {({ steps }) => <Steps steps={steps} />}
    </LoadedView>
  );
}

function Steps({ steps }: { steps: Step[] }) {
  return (
    <HeadedTable heads={["Step", "State"]}>
      {steps.map(({ code, label, who, where, done }) => (
        <TableRow key={code}>
          <TableCell>
            <Text>{label}</Text>
            <Text variant="microcopy">{`${who}: ${where}`}</Text>
          </TableCell>
          <TableCell>
            <State done={done} />
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function State({ done }: Pick<Step, "done">) {
  if (done === null) return <StatusTag hollow>Check by hand</StatusTag>;
  return done ? <StatusTag variant="success">Done</StatusTag> : <StatusTag variant="warning">To do</StatusTag>;
}
