import { Button, EmptyState, Flex, Link, LoadingButton, StatusTag, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant } from "tieout-shared/dates.ts";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { personName } from "tieout-shared/person-name.ts";
import type { Consent } from "./contract.ts";
import { useSettings } from "./settings-context.ts";
import { useConsents, type Consents } from "./use-consents.ts";

/** Which workflows may push deals: an admin allows each once. */
export function WorkflowsSection() {
  const consents = useConsents();
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Text>A workflow that pushes deals acts without anybody looking, so an admin allows each one once. Those that asked are listed.</Text>
      <NoticeAlert notice={consents.work.notice} />
      <LoadedView loaded={consents.list} what="The workflows">
        {({ workflows, cursor }) => (workflows.length === 0 ? <NoWorkflow /> : <Workflows {...{ workflows, cursor, consents }} />)}
      </LoadedView>
    </Flex>
  );
}

function NoWorkflow() {
  return (
    <EmptyState title="No workflow has asked yet" layout="vertical" reverseOrder imageName="components">
      <Text>{"Put the action “Push deal to QuickBooks” into a workflow; its first run comes here to be allowed."}</Text>
    </EmptyState>
  );
}

type Props = { workflows: Consent[]; cursor: string | null; consents: Consents };

function Workflows({ workflows, cursor, consents }: Props) {
  return (
    <Flex direction="column" gap="small" align="stretch">
      <HeadedTable heads={["Workflow", "May push", "Decide"]}>
        {workflows.map((workflow) => (
          <WorkflowRow key={workflow.workflowId} workflow={workflow} consents={consents} />
        ))}
      </HeadedTable>
      {cursor === null ? null : <Button onClick={() => consents.showMore(cursor)}>Show more</Button>}
    </Flex>
  );
}

function WorkflowRow({ workflow, consents: { work, decide } }: { workflow: Consent; consents: Consents }) {
  const { me } = useSettings();
  const { workflowId, granted, decidedBy, decidedAt, lastAskedAt, lastDeal } = workflow;
  const at = (instant: string) => formatInstant(instant, me.portal.timeZone);
  return (
    <TableRow>
      <TableCell>
        <Text>{`Workflow ${workflowId}`}</Text>
        <Text variant="microcopy">{lastAskedAt === null ? "Has never asked" : `Asked last ${at(lastAskedAt)}`}</Text>
        {lastDeal === null ? null : <Link href={lastDeal.url}>The deal that it asked for</Link>}
      </TableCell>
      <TableCell>
        <May granted={granted} />
        {decidedAt === null ? null : <Text variant="microcopy">{`${personName(decidedBy)}, ${at(decidedAt)}`}</Text>}
      </TableCell>
      <TableCell>
        <LoadingButton
          size="sm"
          variant={granted === true ? "secondary" : "primary"}
          loading={work.busyWith === workflowId}
          onClick={() => decide(workflow, granted !== true)}
        >
          {granted === true ? "Stop it" : "Allow it"}
        </LoadingButton>
      </TableCell>
    </TableRow>
  );
}

function May({ granted }: Pick<Consent, "granted">) {
  if (granted === null) return <StatusTag variant="warning">Not decided</StatusTag>;
  return granted ? <StatusTag variant="success">Allowed</StatusTag> : <StatusTag variant="danger">Stopped</StatusTag>;
}
