import {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Card,
  DescriptionList,
  DescriptionListItem,
  Divider,
  EmptyState,
  ErrorState,
  Flex,
  Heading,
  Icon,
  Illustration,
  Image,
  Inline,
  LineChart,
  Link,
  List,
  LoadingSpinner,
  ProgressBar,
  ScoreCircle,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import { CrmDataHighlight, CrmPropertyList, CrmReport } from "@hubspot/ui-extensions/crm";
import { useState } from "react";

const DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16'/%3E";
const MONTHS = ["Sep", "Oct", "Nov", "Dec"].flatMap((month, index) => [
  { month, kind: "Invoiced", amount: 10_000 * (index + 1) },
  { month, kind: "Paid", amount: 8_000 * index },
]);
const AXES = {
  x: { field: "month", fieldType: "category", label: "Month" },
  y: { field: "amount", fieldType: "linear", label: "Amount" },
} as const;

/** The components that only show something. */
export function Looks() {
  return (
    <Flex direction="column" gap="md">
      <Messages />
      <Numbers />
      <Tables />
      <Texts />
    </Flex>
  );
}

function Messages() {
  return (
    <Flex direction="column" gap="sm">
      {(["info", "warning", "success", "error", "danger", "tip"] as const).map((variant) => (
        <Alert key={variant} title={`Alert ${variant}`} variant={variant}>
          Something to know.
        </Alert>
      ))}
      <EmptyState title="Empty state" imageName="deals">
        <Text>Nothing here yet.</Text>
      </EmptyState>
      <ErrorState title="Error state">
        <Text>Something went wrong.</Text>
      </ErrorState>
      <LoadingSpinner label="Loading spinner" showLabel />
      <Accordion title="Accordion" defaultOpen>
        <Text>Inside the accordion.</Text>
      </Accordion>
    </Flex>
  );
}

function Numbers() {
  return (
    <Flex direction="column" gap="md">
      <Statistics>
        <StatisticsItem label="Contract" number="$120,000">
          <StatisticsTrend direction="increase" value="12 %" />
        </StatisticsItem>
        <StatisticsItem label="Paid" number={60_000}>
          <StatisticsTrend direction="decrease" value="3 %" color="red" />
        </StatisticsItem>
      </Statistics>
      <ProgressBar title="Progress bar" value={40} maxValue={80} showPercentage variant="success" valueDescription="40 of 80" />
      <StepIndicator stepNames={["Won", "Ordered", "Invoiced", "Paid"]} currentStep={2} />
      <StepIndicator stepNames={["First", "Second"]} direction="vertical" currentStep={0} />
      <ScoreCircle score={72} />
      <AutoGrid columnWidth={320} flexible gap="md">
        <BarChart
          data={MONTHS}
          axes={{ ...AXES, options: { groupFieldByColor: "kind" } }}
          options={{ title: "Bar chart", showLegend: true }}
        />
        <LineChart data={MONTHS} axes={{ ...AXES, options: { groupFieldByColor: "kind" } }} options={{ title: "Line chart" }} />
      </AutoGrid>
    </Flex>
  );
}

function Tables() {
  const [direction, setDirection] = useState<"ascending" | "descending" | "none">("none");
  const [page, setPage] = useState(1);
  return (
    <Table bordered paginated pageCount={4} page={page} onPageChange={setPage}>
      <TableHead>
        <TableRow>
          <TableHeader sortDirection={direction} onSortChange={setDirection}>
            Invoice
          </TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader align="right">Total</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        <TableRow>
          <TableCell>{`Page ${page}, ${direction}`}</TableCell>
          <TableCell>
            <StatusTag variant="success">Paid</StatusTag>
          </TableCell>
          <TableCell align="right">$1,200.00</TableCell>
        </TableRow>
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell colSpan={2}>Sum</TableCell>
          <TableCell align="right">$1,200.00</TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  );
}

function Texts() {
  return (
    <Stack>
      <Heading>Heading</Heading>
      <Text>Body text</Text>
      <Text variant="microcopy">Microcopy</Text>
      <Text format={{ fontWeight: "bold", italic: true, lineDecoration: "strikethrough", textTransform: "uppercase" }}>Formatted</Text>
      <Text truncate={{ maxWidth: 80, tooltipText: "All of the long text" }}>A long text that is cut</Text>
      <Inline>
        {(["default", "warning", "success", "error", "info"] as const).map((variant) => (
          <Tag key={variant} variant={variant}>{`Tag ${variant}`}</Tag>
        ))}
        <StatusTag variant="danger" hollow>
          Status tag
        </StatusTag>
        <Icon name="success" color="success" screenReaderText="Icon of success" />
        <Link href="https://example.com">Link</Link>
        <Image src={DOT} alt="Image" width={16} />
        <Illustration name="deals" alt="Illustration" />
      </Inline>
      <List variant="ordered">
        <Text>First</Text>
        <Text>Second</Text>
      </List>
      <Divider />
      <Spacer size="sm" />
      <DescriptionList direction="row">
        <DescriptionListItem label="Term">Net 30</DescriptionListItem>
      </DescriptionList>
      <Flex gap="md">
        <Tile compact>Tile</Tile>
        <Box flex={1}>
          <Card>Card</Card>
        </Box>
      </Flex>
      <CrmPropertyList properties={["dealname"]} />
      <CrmDataHighlight properties={["amount"]} />
      <CrmReport reportId="1" />
    </Stack>
  );
}
