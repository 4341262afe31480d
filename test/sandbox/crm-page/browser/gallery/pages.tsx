import { Button, Flex, hubspot, Text, useExtensionActions, useExtensionContext } from "@hubspot/ui-extensions";
import { createPageRouter, PageRoutes, usePageRoute } from "@hubspot/ui-extensions/pages";
import { useState } from "react";

/** Says where it is and what it was told, and goes elsewhere. */
function Place() {
  const { location, portal, user } = useExtensionContext<"pages">();
  const { navigateToPage, addAlert } = useExtensionActions<"pages">();
  const { path, params } = usePageRoute();
  const [presses, setPresses] = useState(0);
  return (
    <Flex direction="column" gap="small">
      <Text>{`Place ${path}, ${JSON.stringify(params)}`}</Text>
      <Text>{`Told ${location}, portal ${portal.id}, ${user.email}`}</Text>
      <Button onClick={() => setPresses(presses + 1)}>{`Pressed ${presses} times`}</Button>
      <Button onClick={() => navigateToPage({ to: "/other", params: { from: "here" } })}>Go to the other</Button>
      <Button onClick={() => addAlert({ type: "success", message: "An alert from the page." })}>Alert</Button>
    </Flex>
  );
}

const Pages = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Place} />
    <PageRoutes.Route path="/:name" component={Place} />
  </PageRoutes>,
);

// An app's own pages, as the page of a HubSpot account hosts them.
hubspot.extend<"pages">(() => <Pages />);
