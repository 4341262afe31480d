import type { CSSProperties, ReactNode } from "react";
import type {
  AutoGridProps,
  BoxProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from "@hubspot/ui-extensions";
import type { CenterProps, GridItemProps, GridProps, MediaObjectProps, Stack2Props } from "@hubspot/ui-extensions/experimental";
import { classes, sizeOf } from "./sizes.ts";

const CROSS = { start: "flex-start", end: "flex-end", center: "center", baseline: "baseline", stretch: "stretch", auto: "auto" } as const;
const ALONG = { start: "flex-start", end: "flex-end", center: "center", around: "space-around", between: "space-between" } as const;
const space = (distance: string | undefined, fallback: "flush" | "sm" | "md") => `var(--space-${sizeOf(distance, fallback)})`;

/** A row or column with gaps. */
export function Flex({ children, direction = "row", justify = "start", align, alignSelf, gap, wrap, testId }: FlexProps) {
  const style: CSSProperties = {
    flexDirection: direction,
    justifyContent: ALONG[justify],
    alignItems: align ? CROSS[align] : direction === "row" ? "flex-start" : "stretch",
    gap: space(gap, "flush"),
    ...(alignSelf && { alignSelf: CROSS[alignSelf] }),
    ...((wrap === true || wrap === "wrap") && { flexWrap: "wrap" }),
  };
  return (
    <div className="hs-flex" style={style} data-testid={testId}>
      {children}
    </div>
  );
}

/** The older form of Flex: a column unless told otherwise. */
export const Stack = ({ distance = "small", direction = "column", ...rest }: StackProps) => (
  <Flex {...rest} gap={distance} direction={direction} />
);
/** Items in a line that wrap. */
export const Inline = ({ gap = "sm", align = "center", ...rest }: InlineProps) => <Flex {...rest} gap={gap} align={align} wrap />;
/** Items under each other. */
export const Stack2 = ({ gap = "sm", align = "stretch", children }: Stack2Props) => (
  <Flex direction="column" gap={gap} align={align}>
    {children}
  </Flex>
);

/** One item of a Flex. */
export function Box({ children, flex = "initial", alignSelf, testId }: BoxProps) {
  return (
    <div className="hs-box" style={{ flex, ...(alignSelf && { alignSelf: CROSS[alignSelf] }) }} data-testid={testId}>
      {children}
    </div>
  );
}

/** As many columns of the given width as fit. */
export function AutoGrid({ children, columnWidth, gap, flexible = false, testId }: AutoGridProps) {
  const column = `min(${columnWidth}px, 100%)`;
  const columns = `repeat(auto-fill, ${flexible ? `minmax(${column}, 1fr)` : column})`;
  return (
    <div className="hs-grid" style={{ gridTemplateColumns: columns, gap: space(gap, "sm") }} data-testid={testId}>
      {children}
    </div>
  );
}

/** Twelve columns. */
export const Grid = ({ children, gap }: GridProps) => (
  <div className="hs-grid hs-grid-twelve" style={{ gap: space(gap, "md") }}>
    {children}
  </div>
);
/** A cell that spans `size` of twelve columns. */
export const GridItem = ({ children, size = 12 }: GridItemProps) => <div style={{ gridColumn: `span ${size}` }}>{children}</div>;

/** A bordered box. */
export const Tile = ({ children, compact = false, flush = false, testId }: TileProps) => (
  <div className={classes("hs-tile", compact && "hs-tile-compact", flush && "hs-tile-flush")} data-testid={testId}>
    {children}
  </div>
);
/** A box of its own within the page. */
export const Card = ({ children, testId }: { children: ReactNode; testId?: string }) => (
  <div className="hs-tile hs-card" data-testid={testId}>
    {children}
  </div>
);

/** A grey line. */
export const Divider = ({ distance, size, testId }: DividerProps) => (
  <hr className="hs-divider" style={{ marginBlock: space(distance ?? size, "sm") }} data-testid={testId} />
);
/** Empty space. */
export const Spacer = ({ size }: SpacerProps) => <div aria-hidden="true" style={{ height: `var(--space-${sizeOf(size, "sm")})` }} />;
/** Everything in the middle. */
export const Center = ({ children }: CenterProps) => <div className="hs-center">{children}</div>;

/** Something with a thing on its left and a thing on its right. */
export const MediaObject = ({ children, itemLeft, itemRight, align = "center" }: MediaObjectProps) => (
  <Flex gap="sm" align={align}>
    {itemLeft}
    <Box flex={1}>{children}</Box>
    {itemRight}
  </Flex>
);
