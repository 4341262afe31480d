import { hubspot, Link, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { callApi, type Fetch } from "tieout-shared/call-api.ts";

type Asked = { state: "not" } | { state: "asking" } | { state: "linked"; url: string } | { state: "failed"; message: string };

const asFetch: Fetch = hubspot.fetch;

/** Asks for a link to the invoice's PDF and offers it; the link lives five minutes. An invoice that is still to be made has none. */
export function InvoicePdf({ invoiceId, connectionId, origin }: { invoiceId: string | null; connectionId?: string; origin: string }) {
  const [asked, setAsked] = useState<Asked>({ state: "not" });
  if (invoiceId === null) return <Text>–</Text>;

  async function ask(id: string) {
    setAsked({ state: "asking" });
    const url = `${origin}/ui/invoices/${encodeURIComponent(id)}/pdf-link`;
    const answer = await callApi(() => asFetch(url, { method: "POST", body: connectionId === undefined ? {} : { connectionId } }), isLink);
    setAsked(answer.ok ? { state: "linked", url: answer.value.url } : { state: "failed", message: answer.failure.message });
  }

  switch (asked.state) {
    case "linked":
      return <Link href={{ url: asked.url, external: true }}>Open PDF</Link>;
    case "failed":
      return <Text variant="microcopy">{asked.message}</Text>;
    default:
      return (
        <LoadingButton size="xs" loading={asked.state === "asking"} onClick={() => void ask(invoiceId)}>
          PDF
        </LoadingButton>
      );
  }
}

function isLink(body: unknown): body is { url: string } {
  return typeof body === "object" && body !== null && "url" in body && typeof body.url === "string";
}
