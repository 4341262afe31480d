import { Button, EmptyState, Flex, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import type { List } from "./use-list.ts";

type Props<Row> = {
  list: List<Row>;
  what: string;
  empty: { title: string; text: string; imageName: "target" | "components" | "companies" | "deals" | "emptyStateCharts" };
  children: (rows: Row[]) => ReactNode;
};

/** A list in each of its states: loading, failed, empty, rows, and more to show. */
export function ListView<Row>({ list: { list, more, showMore }, what, empty, children }: Props<Row>) {
  return (
    <LoadedView loaded={list} what={what}>
      {({ rows, cursor }) => (
        <Flex direction="column" gap="small" align="stretch">
          {rows.length > 0 ? children(rows) : null}
          {rows.length === 0 && cursor === null ? (
            <EmptyState title={empty.title} layout="vertical" reverseOrder imageName={empty.imageName}>
              <Text>{empty.text}</Text>
            </EmptyState>
          ) : null}
          {more.notice?.kind === "failed" ? <NoticeAlert notice={more.notice} /> : null}
          {cursor === null ? null : (
            <Flex direction="row" justify="center">
              <Button size="sm" disabled={more.busyWith !== null} onClick={showMore}>
                Show more
              </Button>
            </Flex>
          )}
        </Flex>
      )}
    </LoadedView>
  );
}
