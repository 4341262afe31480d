import { Flex, LoadingButton, Text, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { ReadyDealState } from "./ready-deal.tsx";

/** Finance leaves the order as it is although the deal was changed. */
export function KeepOrder({ deal: { view, activity, decide } }: { deal: ReadyDealState }) {
  const [reason, setReason] = useState("");
  const given = reason.trim() === "" ? {} : { reason: reason.trim() };
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>
        If the order is to be another, change it in QuickBooks and accept that on the Finance desk under Drift. Then, or where it is right
        as it is, keep it.
      </Text>
      <TextArea label="Reason" name="keep-reason" value={reason} onInput={setReason} onChange={setReason} />
      <Flex direction="row">
        <LoadingButton
          testId="keep"
          loading={activity === "pushing"}
          disabled={activity === "pushing" || activity === "background"}
          onClick={() => decide({ path: "keep", body: { changes: view.changes, ...given } })}
        >
          Keep the order as it is
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
