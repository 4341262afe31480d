import { DescriptionList, DescriptionListItem, Flex, PanelBody, PanelSection, Text, TextArea } from "@hubspot/ui-extensions";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { OpenedLine } from "./contract.ts";

/** What was sent and what came back. */
export function OpenedLineView({ id }: { id: string }) {
  const { api } = useDesk();
  const [line] = useLoaded(() => api.get<OpenedLine>(`/ui/sync-log/${encodeURIComponent(id)}`, ["id", "request", "answer"]), id);
  return (
    <PanelBody>
      <PanelSection>
        <LoadedView loaded={line} what="The attempt">
          {({ what, status, traceId, requestId, digest, request, answer }) => (
            <Flex direction="column" gap="small" align="stretch">
              <Text variant="microcopy">That you looked is kept with the decisions, since this may hold personal data.</Text>
              <DescriptionList direction="row">
                <DescriptionListItem label="Call">{what}</DescriptionListItem>
                <DescriptionListItem label="HTTP status">{status === null ? "–" : String(status)}</DescriptionListItem>
                <DescriptionListItem label="Id for the vendor's support">{traceId ?? "–"}</DescriptionListItem>
                <DescriptionListItem label="Request id">{requestId ?? "–"}</DescriptionListItem>
                <DescriptionListItem label="SHA-256">{digest ?? "–"}</DescriptionListItem>
              </DescriptionList>
              <TextArea label="Request" name="request" value={readable(request)} readOnly rows={12} />
              <TextArea label="Answer" name="answer" value={readable(answer)} readOnly rows={12} />
            </Flex>
          )}
        </LoadedView>
      </PanelSection>
    </PanelBody>
  );
}

function readable(body: unknown): string {
  if (body === null) return "Nothing, or forgotten after 30 days.";
  return typeof body === "string" ? body : JSON.stringify(body, null, 2);
}
