import { Flex, Select, Text } from "@hubspot/ui-extensions";
import { useState, type ReactNode } from "react";
import { FailedView } from "tieout-shared/failed-view.tsx";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import type { Connection, Settings } from "./contract.ts";
import { settingsPath, SettingsContext, useSettings } from "./settings-context.ts";

const ALL = "all";

/** Settings that a QuickBooks company may have otherwise: where several are joined, for all of them or for one. */
export function ForCompany({ children }: { children: ReactNode }) {
  const { api } = useSettings();
  const [loaded] = useLoaded(() => api.get<{ connections: Connection[] }>("/ui/quickbooks", ["connections"]));
  const [chosen, choose] = useState(ALL);
  const joined = loaded.state === "ready" ? loaded.value.connections.filter(({ state }) => state !== "disconnected") : [];
  const company = joined.find(({ id }) => id === chosen) ?? null;
  const options = [{ value: ALL, label: "All companies" }, ...joined.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {loaded.state === "failed" ? (
        <FailedView title="The QuickBooks companies cannot be shown" failure={loaded.failure} tryAgain={loaded.tryAgain} />
      ) : null}
      {joined.length > 1 ? (
        <Select
          label="For"
          name="company"
          description={company === null ? "These hold for every company that has none of its own." : ""}
          options={options}
          value={company?.id ?? ALL}
          onChange={(to) => choose(String(to))}
        />
      ) : null}
      {company === null ? children : <OfCompany key={company.id} company={company} children={children} />}
    </Flex>
  );
}

/** The same forms over what holds for one company. */
function OfCompany({ company: { id, name }, children }: { company: Connection; children: ReactNode }) {
  const portal = useSettings();
  const company = { id, name };
  const [loaded, { replace }] = useLoaded(() => portal.api.get<Settings>(settingsPath(company), ["roles", "own"]));
  return (
    <LoadedView loaded={loaded} what={`The settings for ${name}`}>
      {(settings) => (
        <SettingsContext.Provider value={{ ...portal, settings, company, saved: (next) => replace(() => next) }}>
          <Text>{`${name} goes by what holds for all companies, but where something is marked as its own. What you change here is for it alone.`}</Text>
          {children}
        </SettingsContext.Provider>
      )}
    </LoadedView>
  );
}
