import { StatusTag, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import type { Step } from "./contract.ts";

/** The way from the installation to the first push: what is done, and who does the rest where. */
export function SetupSection({ steps }: { steps: Step[] }) {
  return (
    <Table bordered>
      <TableHead>
        <TableRow>
          <TableHeader>Step</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader>Where</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {steps.map(({ code, label, who, where, done }) => (
          <TableRow key={code}>
            <TableCell>
              <Text>{label}</Text>
            </TableCell>
            <TableCell>
              <State done={done} />
            </TableCell>
            <TableCell>{who}</TableCell>
            <TableCell>{where}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function State({ done }: Pick<Step, "done">) {
  if (done === null) return <StatusTag hollow>Check by hand</StatusTag>;
  return done ? <StatusTag variant="success">Done</StatusTag> : <StatusTag variant="warning">To do</StatusTag>;
}
