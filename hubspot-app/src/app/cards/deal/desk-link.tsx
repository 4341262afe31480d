import { Link, useExtensionActions } from "@hubspot/ui-extensions";

export type DeskScreen = "approvals" | "unmapped" | "matches" | "mapping" | "drift" | "dead-letters" | "log";

type Props = { screen: DeskScreen; params?: Record<string, string>; children: string };

/** Leads to a screen of the Finance desk, the app's own page in HubSpot; `params` say what it shows first. */
export function DeskLink({ screen, params, children }: Props) {
  const { navigateToPage } = useExtensionActions<"crm.record.tab">();
  return (
    <Link href="#" preventDefault onClick={() => navigateToPage({ to: `/${screen}`, ...(params && { params }) })}>
      {children}
    </Link>
  );
}
