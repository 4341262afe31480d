import { Flex, hubspot, useExtensionContext } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { BreakerBanner } from "./breaker-banner.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import type { Me } from "./contract.ts";
import { createDeskApi } from "./desk-api.ts";
import { DeskContext } from "./desk-context.ts";
import { LoadedView } from "./loaded-view.tsx";
import { mayUseDesk } from "./may-use-desk.ts";
import { RoleNeeded } from "./role-needed.tsx";
import { ScreenTabs } from "./screen-tabs.tsx";
import { useLoaded } from "./use-loaded.ts";

/** The Finance desk: who is here, and the screens for those who may use it. */
export function Desk() {
  const { variables } = useExtensionContext<"pages">();
  const api = useMemo(() => createDeskApi(apiOrigin(variables), hubspot.fetch), [variables]);
  const [me] = useLoaded(() => api.get<Me>("/ui/me", ["role", "portal", "connections"]));
  return (
    <LoadedView loaded={me} what="The Finance desk">
      {(value) => (mayUseDesk(value) ? <OpenDesk api={api} me={value} /> : <RoleNeeded me={value} />)}
    </LoadedView>
  );
}

function OpenDesk({ api, me }: { api: ReturnType<typeof createDeskApi>; me: Me }) {
  const { portal } = useExtensionContext<"pages">();
  const content = useMemo(
    () => ({ api, me, portalId: portal.id, timeZone: me.portal.timeZone, kept: new Map<string, unknown>() }),
    [api, me, portal.id],
  );
  return (
    <DeskContext.Provider value={content}>
      <Flex direction="column" gap="small" align="stretch">
        <ConnectionBanner />
        <BreakerBanner />
        <ScreenTabs />
      </Flex>
    </DeskContext.Provider>
  );
}
