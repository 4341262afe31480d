import { Alert, ButtonRow, Flex, Tab, Tabs, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import type { ListName } from "./contract.ts";
import { FilesPanel } from "./files-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { ProductsTab } from "./products-tab.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SimpleListTab } from "./simple-list-tab.tsx";
import { SIMPLE_LISTS } from "./lists.ts";
import { useMapping, type MappingDraft } from "./use-mapping.ts";

/** What HubSpot's words mean in QuickBooks: six lists, edited as one draft. */
export function MappingScreen() {
  const mapping = useMapping();
  return (
    <LoadedView loaded={mapping} what="The mapping">
      {(draft) => <Mapping draft={draft} />}
    </LoadedView>
  );
}

function Mapping({ draft }: { draft: MappingDraft }) {
  return (
    <Flex direction="column" gap="small" align="stretch">
      <NoticeAlert notice={draft.work.notice} />
      {draft.choices.connected ? null : (
        <Alert title="QuickBooks is not connected" variant="warning">
          Its items, terms, classes and tax codes can be chosen once an administrator has connected it.
        </Alert>
      )}
      <Flex direction="row" justify="between" align="center" gap="medium" wrap>
        <Text variant="microcopy">{draft.saved.version === 0 ? "Nothing saved yet" : `Version ${draft.saved.version}`}</Text>
        <ButtonRow>
          <PanelButton id="mapping-history" label="History" title="History of the mapping" width="lg">
            {() => <HistoryPanel draft={draft} />}
          </PanelButton>
          <PanelButton id="mapping-files" label="Import and export" title="The mapping as a file" width="lg">
            {() => <FilesPanel draft={draft} />}
          </PanelButton>
        </ButtonRow>
      </Flex>
      <SaveBar draft={draft} />
      <MappingLists draft={draft} />
    </Flex>
  );
}

function MappingLists({ draft }: { draft: MappingDraft }) {
  const [shown, show] = useState<ListName>("products");
  const simple = SIMPLE_LISTS.find(({ name }) => name === shown);
  const title = (name: ListName, words: string) => (draft.changed.includes(name) ? `${words} *` : words);
  return (
    <Tabs
      variant="enclosed"
      selected={shown}
      onSelectedChange={(id: string) => show(SIMPLE_LISTS.find(({ name }) => name === id)?.name ?? "products")}
    >
      <Tab tabId="products" title={title("products", "Products")}>
        {simple ? null : <ProductsTab draft={draft} />}
      </Tab>
      {SIMPLE_LISTS.map((list) => (
        <Tab key={list.name} tabId={list.name} title={title(list.name, list.title)}>
          {list === simple ? <SimpleListTab list={list} draft={draft} /> : null}
        </Tab>
      ))}
    </Tabs>
  );
}
