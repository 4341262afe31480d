import type { ShownTab } from "tieout-shared/shown-tabs.tsx";
import { AlertsSection } from "./alerts-section.tsx";
import { ApprovalsSection } from "./approvals-section.tsx";
import { ConfigurationSection } from "./configuration-section.tsx";
import { DataSection } from "./data-section.tsx";
import { OrdersSection } from "./orders-section.tsx";
import { PushSection } from "./push-section.tsx";
import { QuickBooksSection } from "./quickbooks-section.tsx";
import { RolesSection } from "./roles-section.tsx";
import { SetupSection } from "./setup-section.tsx";
import { SyncSection } from "./sync-section.tsx";
import { WorkflowsSection } from "./workflows-section.tsx";

/** The sections of the settings page, in the order of their tabs. Each reads and saves its own. */
export const SECTIONS: ShownTab[] = [
  { id: "setup", title: "Set-up", content: SetupSection },
  { id: "quickbooks", title: "QuickBooks", content: QuickBooksSection },
  { id: "push", title: "Push", content: PushSection },
  { id: "orders", title: "Orders", content: OrdersSection },
  { id: "approvals", title: "Approvals", content: ApprovalsSection },
  { id: "sync", title: "Sync", content: SyncSection },
  { id: "roles", title: "Roles", content: RolesSection },
  { id: "workflows", title: "Workflows", content: WorkflowsSection },
  { id: "alerts", title: "Alerts", content: AlertsSection },
  { id: "data", title: "Data", content: DataSection },
  { id: "configuration", title: "Configuration", content: ConfigurationSection },
];
