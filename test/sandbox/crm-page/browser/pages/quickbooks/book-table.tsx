import type { ReactNode } from "react";

type Props = { label: string; heads: (string | { number: string })[]; children: ReactNode };

/** A list of the books under its heads; those of amounts stand at the right. */
export function BookTable({ label, heads, children }: Props) {
  return (
    <table className="hs-table stacked" aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) =>
            typeof head === "string" ? (
              <th key={head} scope="col">
                {head}
              </th>
            ) : (
              <th key={head.number} scope="col" className="number">
                {head.number}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
