import { Alert, Button, Flex, LoadingButton, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { FailureDetails } from "tieout-shared/failure-details.tsx";
import type { Activity, Notice } from "./deal-session.ts";
import type { ReadyDealState } from "./ready-deal.tsx";

/** Warnings with which a push waits for finance. */
const APPROVAL_CODES = new Set(["discountOver", "termsNotListed", "contractOver", "newCustomerOver", "priceOffList", "manualReview"]);

/** The push button for who may press it, how the push is doing, and what went wrong with a call. */
export function PushSection({ deal }: { deal: ReadyDealState }) {
  const { view, activity, notice, push } = deal;
  const needsApproval = view.findings.some(({ code }) => APPROVAL_CODES.has(code));
  return (
    <>
      {notice ? <NoticeAlert notice={notice} /> : null}
      <Progress activity={activity} />
      {view.actions.includes("push") || view.actions.includes("retry") ? (
        <Flex direction="row">
          <LoadingButton
            testId="push"
            variant="primary"
            loading={activity === "pushing"}
            disabled={activity === "pushing" || activity === "background"}
            onClick={push}
          >
            {view.actions.includes("push")
              ? needsApproval
                ? "Ask finance to approve, then push"
                : "Push to QuickBooks"
              : "Try the push again"}
          </LoadingButton>
        </Flex>
      ) : null}
    </>
  );
}

function Progress({ activity }: { activity: Activity }) {
  if (activity === "pushing") return <LoadingSpinner label="This usually takes a few seconds" showLabel />;
  if (activity !== "background") return null;
  return (
    <Alert title="QuickBooks is taking its time" variant="info">
      The push goes on in the background. You can leave this page; the deal shows the order as soon as it is made.
    </Alert>
  );
}

const NOTICES: Record<Notice["about"], string> = {
  refresh: "This could not be refreshed",
  push: "The push was not confirmed",
  decision: "The decision was not taken",
};

function NoticeAlert({ notice: { about, failure, tryAgain } }: { notice: Notice }) {
  const lostPush = about === "push" && failure.outcome === "unknown";
  return (
    <Alert title={NOTICES[about]} variant={about === "refresh" ? "warning" : "danger"}>
      <Flex direction="column" gap="small" align="start">
        <Text>{failure.message}</Text>
        {lostPush ? <Text>Trying again is safe: it repeats the same push and cannot make a second order.</Text> : null}
        <FailureDetails failure={failure} />
        {tryAgain ? (
          <Button size="xs" onClick={tryAgain}>
            Try again
          </Button>
        ) : null}
      </Flex>
    </Alert>
  );
}
