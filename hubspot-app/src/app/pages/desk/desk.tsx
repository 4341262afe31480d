import { Flex, hubspot, useExtensionContext } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { BreakerAlert } from "tieout-shared/breaker-alert.tsx";
import { createApi } from "tieout-shared/create-api.ts";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import type { Me } from "./contract.ts";
import { DeskContext } from "./desk-context.ts";
import { mayUseDesk } from "./may-use-desk.ts";
import { RoleNeeded } from "./role-needed.tsx";
import { ScreenTabs } from "./screen-tabs.tsx";
import { SetupBanner } from "./setup-banner.tsx";
import { WritesOffBanner } from "./writes-off-banner.tsx";

/** The Finance desk: who is here, and the screens for those who may use it. */
export function Desk() {
  const { variables } = useExtensionContext<"pages">();
  const api = useMemo(() => createApi(apiOrigin(variables), hubspot.fetch), [variables]);
  const [me] = useLoaded(() => api.get<Me>("/ui/me", ["role", "portal", "connections"]));
  return (
    <LoadedView loaded={me} what="The Finance desk">
      {(value) => (mayUseDesk(value) ? <OpenDesk api={api} me={value} /> : <RoleNeeded me={value} />)}
    </LoadedView>
  );
}

function OpenDesk({ api, me }: { api: ReturnType<typeof createApi>; me: Me }) {
  const { portal } = useExtensionContext<"pages">();
  const content = useMemo(
    () => ({ api, me, portalId: portal.id, timeZone: me.portal.timeZone, kept: new Map<string, unknown>() }),
    [api, me, portal.id],
  );
  return (
    <DeskContext.Provider value={content}>
      <Flex direction="column" gap="small" align="stretch">
        <ConnectionBanner />
        <WritesOffBanner />
        <BreakerAlert api={api} timeZone={me.portal.timeZone} mayResume={me.role === "admin"} />
        <SetupBanner />
        <ScreenTabs />
      </Flex>
    </DeskContext.Provider>
  );
}
