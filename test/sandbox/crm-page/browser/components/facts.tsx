import { useId, useState } from "react";
import type {
  AccordionProps,
  DescriptionListItemProps,
  DescriptionListProps,
  StatisticsItemProps,
  StatisticsProps,
} from "@hubspot/ui-extensions";
import type { StatisticsTrendProps } from "@hubspot/ui-extensions";
import { classes, sizeOf } from "./sizes.ts";

/** Labels and values. */
export const DescriptionList = ({ children, direction = "column", testId }: DescriptionListProps) => (
  <dl className={`hs-facts hs-facts-${direction}`} data-testid={testId}>
    {children}
  </dl>
);
/** One label with its value. */
export const DescriptionListItem = ({ label, children, testId }: DescriptionListItemProps) => (
  <div className="hs-fact" data-testid={testId}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** Large numbers side by side. */
export const Statistics = ({ children, testId }: StatisticsProps) => (
  <div className="hs-statistics" data-testid={testId}>
    {children}
  </div>
);
/** One large number with its label. */
export const StatisticsItem = ({ label, number, children, testId }: StatisticsItemProps) => (
  <div className="hs-statistic" role="group" aria-label={label} data-testid={testId}>
    <div className="hs-statistic-label">{label}</div>
    <div className="hs-statistic-number">{number}</div>
    {children}
  </div>
);
/** The change of a number. */
export const StatisticsTrend = ({ value, direction, color }: StatisticsTrendProps) => (
  <div className={`hs-trend hs-trend-${color ?? (direction === "increase" ? "green" : "red")}`}>
    <span aria-hidden="true">{direction === "increase" ? "▲" : "▼"}</span>
    <span className="visually-hidden">{direction}</span> {value}
  </div>
);

/** A title that opens its content; `open` takes the choice away from the user. */
export function Accordion({ title, children, open, defaultOpen = false, disabled = false, size, onClick, testId }: AccordionProps) {
  const [own, setOwn] = useState(defaultOpen);
  const shown = open ?? own;
  const id = useId();
  const press = () => {
    setOwn(!shown);
    onClick?.();
  };
  return (
    <section className={`hs-accordion hs-accordion-${sizeOf(size, "sm")}`} data-testid={testId}>
      <button type="button" aria-expanded={shown} aria-controls={id} disabled={disabled} onClick={press}>
        <span className={classes("hs-caret", shown && "hs-caret-open")} aria-hidden="true" />
        {title}
      </button>
      <div id={id} hidden={!shown}>
        {children}
      </div>
    </section>
  );
}
