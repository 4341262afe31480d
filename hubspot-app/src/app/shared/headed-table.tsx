import { Table, TableBody, TableHead, TableHeader, TableRow } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";

/** The head of a column; what stands on the right are amounts and other numbers. */
export type Head = string | { right: string };

/** Which page of a long table is shown; turning it is for the owner of the rows. */
type Paging = { page: number; pageCount: number; onPageChange: (page: number) => void };

type Props = {
  heads: readonly Head[];
  /** The rows. */
  children: ReactNode;
  footer?: ReactNode;
  density?: "condensed" | "compact";
  flush?: boolean;
  /** Left out, or of one page, there is nothing to turn. */
  paging?: Paging;
};

/** A table with a head over each column. */
export function HeadedTable({ heads, children, footer = null, density = "condensed", flush = false, paging }: Props) {
  const pages = paging && paging.pageCount > 1 ? ({ paginated: true, ...paging } as const) : {};
  return (
    <Table density={density} flush={flush} {...pages}>
      <TableHead>
        <TableRow>
          {heads.map((head) =>
            typeof head === "string" ? (
              <TableHeader key={head}>{head}</TableHeader>
            ) : (
              <TableHeader key={head.right} align="right">
                {head.right}
              </TableHeader>
            ),
          )}
        </TableRow>
      </TableHead>
      <TableBody>{children}</TableBody>
      {footer}
    </Table>
  );
}
