import type { CSSProperties } from "react";
import type { SortedTableHeaderProps, TableCellProps, TableElementProps, TableHeaderProps, TableProps } from "@hubspot/ui-extensions";
import { classes } from "./sizes.ts";

/** A table; the extension cuts its pages itself, this draws only the pager. */
export function Table(props: TableProps) {
  const { children, bordered = true, flush = false, density = "default", testId } = props;
  return (
    <div className={classes("hs-table-box", bordered && "hs-table-bordered", flush && "hs-table-flush")} data-testid={testId}>
      <div className="hs-table-scroll" tabIndex={0}>
        <table className={`hs-table hs-table-${density}`}>{children}</table>
      </div>
      {props.paginated && <Pager {...props} />}
    </div>
  );
}

function Pager({
  page = 1,
  pageCount,
  onPageChange,
  showFirstLastButtons = false,
  maxVisiblePageButtons = 5,
}: Extract<TableProps, { paginated: true }>) {
  const first = Math.max(1, Math.min(page - Math.floor(maxVisiblePageButtons / 2), pageCount - maxVisiblePageButtons + 1));
  const pages = Array.from({ length: Math.min(maxVisiblePageButtons, pageCount) }, (_, index) => first + index);
  const go = (label: string, to: number) => (
    <button type="button" className="hs-page" disabled={to < 1 || to > pageCount || to === page} onClick={() => onPageChange(to)}>
      {label}
    </button>
  );
  return (
    <nav className="hs-pager" aria-label="Pages">
      {showFirstLastButtons && go("First", 1)}
      {go("Previous", page - 1)}
      {pages.map((number) => (
        <button
          key={number}
          type="button"
          className="hs-page"
          aria-current={number === page ? "page" : undefined}
          onClick={() => onPageChange(number)}
        >
          {number}
        </button>
      ))}
      {go("Next", page + 1)}
      {showFirstLastButtons && go("Last", pageCount)}
    </nav>
  );
}

type Cell = { align?: "left" | "center" | "right"; width?: "min" | "max" | "auto" | number };
const cellStyle = ({ align, width }: Cell): CSSProperties => ({
  ...(align && { textAlign: align }),
  ...(width === "min" && { width: "1px", whiteSpace: "nowrap" }),
  ...(width === "max" && { width: "100%" }),
  ...(typeof width === "number" && { width }),
});

/** The rows with the headers. */
export const TableHead = ({ children }: TableElementProps) => <thead>{children}</thead>;
/** The rows of a table. */
export const TableBody = ({ children }: TableElementProps) => <tbody>{children}</tbody>;
/** The rows with the totals. */
export const TableFooter = ({ children }: TableElementProps) => <tfoot>{children}</tfoot>;
/** One row. */
export const TableRow = ({ children, testId }: TableElementProps) => <tr data-testid={testId}>{children}</tr>;
/** One cell. */
export const TableCell = ({ children, colSpan, testId, ...rest }: TableCellProps) => (
  <td colSpan={colSpan} style={cellStyle(rest)} data-testid={testId}>
    {children}
  </td>
);

const NEXT = { none: "ascending", ascending: "descending", descending: "none" } as const;
const ARROW = { none: "↕", ascending: "↑", descending: "↓" } as const;

/** The header of a column; a sorted one is a button. */
export function TableHeader(props: TableHeaderProps) {
  const { children, testId } = props;
  if (!isSorted(props)) {
    return (
      <th scope="col" style={cellStyle(props)} data-testid={testId}>
        {children}
      </th>
    );
  }
  const { sortDirection, onSortChange, disabled } = props;
  return (
    <th scope="col" style={cellStyle(props)} aria-sort={sortDirection} data-testid={testId}>
      <button type="button" className="hs-sort" disabled={disabled} onClick={() => onSortChange(NEXT[sortDirection])}>
        {children} <span aria-hidden="true">{ARROW[sortDirection]}</span>
      </button>
    </th>
  );
}

function isSorted(props: TableHeaderProps): props is SortedTableHeaderProps {
  return props.sortDirection !== undefined && props.sortDirection !== "never";
}
