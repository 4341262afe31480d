import { Link, useExtensionActions } from "@hubspot/ui-extensions";

export type DeskScreen = "approvals" | "unmapped" | "matches" | "mapping";

/** Leads to a screen of the Finance desk, the app's own page in HubSpot. */
export function DeskLink({ screen, children }: { screen: DeskScreen; children: string }) {
  const { navigateToPage } = useExtensionActions<"crm.record.tab">();
  return (
    <Link href="#" preventDefault onClick={() => navigateToPage({ to: `/${screen}` })}>
      {children}
    </Link>
  );
}
