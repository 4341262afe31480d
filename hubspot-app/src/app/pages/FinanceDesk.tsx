import { hubspot } from "@hubspot/ui-extensions";
import { createPageRouter, PageRoutes } from "@hubspot/ui-extensions/pages";
import { Desk } from "./desk/desk.tsx";

/** Each screen has an address of its own, so that a link can lead to it; the desk itself stays while they change. */
const FinanceDesk = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Desk} />
    <PageRoutes.Route path="/:screen" component={Desk} />
  </PageRoutes>,
);

hubspot.extend<"pages">(() => <FinanceDesk />);
