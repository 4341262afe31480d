import { EmptyState, hubspot, Text, useExtensionContext } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { createApi, type Api } from "tieout-shared/create-api.ts";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { ShownTabs } from "tieout-shared/shown-tabs.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import type { Me, Settings } from "./contract.ts";
import { SECTIONS } from "./sections.ts";
import { SettingsContext } from "./settings-context.ts";

hubspot.extend<"settings">(() => <SettingsPage />);

/** Tieout's settings in HubSpot: one tab for each matter, for those who are admins to Tieout. */
function SettingsPage() {
  const { variables } = useExtensionContext<"settings">();
  const api = useMemo(() => createApi(apiOrigin(variables), hubspot.fetch), [variables]);
  const [me] = useLoaded(() => api.get<Me>("/ui/me", ["role", "portal"]));
  return (
    <LoadedView loaded={me} what="Tieout's settings">
      {(value) => (value.role === "admin" ? <Sections api={api} me={value} /> : <AdminNeeded me={value} />)}
    </LoadedView>
  );
}

function Sections({ api, me }: { api: Api; me: Me }) {
  const [settings, { replace }] = useLoaded(() => api.get<Settings>("/ui/settings", ["roles", "routing"]));
  return (
    <LoadedView loaded={settings} what="The settings">
      {(value) => (
        <SettingsContext.Provider value={{ api, me, settings: value, company: null, saved: (next) => replace(() => next) }}>
          <ShownTabs tabs={SECTIONS} />
        </SettingsContext.Provider>
      )}
    </LoadedView>
  );
}

/** HubSpot lets more people open this page than are admins to Tieout. */
function AdminNeeded({ me }: { me: Me }) {
  return (
    <EmptyState title="The settings are for Tieout's admins" layout="vertical" reverseOrder imageName="lock">
      <Text>{`They need the role admin; yours is ${me.role}. Whoever installed Tieout is one, and can make you another.`}</Text>
    </EmptyState>
  );
}
