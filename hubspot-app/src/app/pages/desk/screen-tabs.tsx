import { Tab, Tabs, useExtensionActions } from "@hubspot/ui-extensions";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { SCREENS, screenAt } from "./screens.ts";

/** The screens as tabs. Only the one that is shown exists, so that each opening reads what is true now. */
export function ScreenTabs() {
  const { navigateToPage } = useExtensionActions<"pages">();
  const shown = screenAt(usePageRoute().params["screen"]);
  return (
    <Tabs selected={shown?.path ?? ""} onSelectedChange={(path: string) => navigateToPage({ to: `/${path}` })}>
      {SCREENS.map(({ path, title, component: Content }) => (
        <Tab key={path} tabId={path} title={title}>
          {path === shown?.path ? <Content /> : null}
        </Tab>
      ))}
    </Tabs>
  );
}
