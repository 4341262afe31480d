import { Children, useState, type CSSProperties } from "react";
import type { HeadingProps, IllustrationProps, ImageProps, LinkProps, ListProps, StatusTagProps, TagProps } from "@hubspot/ui-extensions";
import type { IframeProps, TextProps, TooltipProps } from "@hubspot/ui-extensions";
import type { ExpandableTextProps } from "@hubspot/ui-extensions/experimental";
import { anchorOf, classes, extensionEvent, sizeOf } from "./sizes.ts";
import { useOverlay, useReactions } from "./overlays.tsx";

const WEIGHT = { regular: 400, demibold: 600, bold: 700 } as const;
const DECORATION = { none: "none", underline: "underline", strikethrough: "line-through" } as const;

/** Text with its formats; `truncate` cuts it to one line. */
export function Text({ children, variant = "bodytext", inline = false, format = {}, truncate = false, testId }: TextProps) {
  const { fontWeight, italic, lineDecoration, textTransform } = format;
  const style: CSSProperties = {
    ...(fontWeight && { fontWeight: WEIGHT[fontWeight] }),
    ...(italic && { fontStyle: "italic" }),
    ...(lineDecoration && { textDecoration: DECORATION[lineDecoration] }),
    ...(textTransform && textTransform !== "sentenceCase" && { textTransform }),
    ...(typeof truncate === "object" && truncate.maxWidth && { maxWidth: truncate.maxWidth }),
  };
  const names = classes(
    "hs-text",
    `hs-text-${variant}`,
    truncate !== false && "hs-truncate",
    textTransform === "sentenceCase" && "hs-sentence",
  );
  const title = typeof truncate === "object" ? truncate.tooltipText : undefined;
  const Element = inline ? "span" : "div";
  return (
    <Element className={names} style={style} title={title} data-testid={testId}>
      {children}
    </Element>
  );
}

/** A heading; every HubSpot heading has the same level. */
export const Heading = ({ children, inline = false, testId }: HeadingProps) => (
  <h3 className={classes("hs-heading", inline && "hs-inline")} data-testid={testId}>
    {children}
  </h3>
);

/** A link, or a trigger of an overlay. Addresses on other servers open in a new tab. */
export function Link({ children, href, variant = "primary", onClick, preventDefault = false, overlay, testId }: LinkProps) {
  const reactions = useReactions();
  const { open, drawn } = useOverlay(overlay);
  return (
    <>
      <a
        {...anchorOf(href)}
        className={`hs-link hs-link-${variant}`}
        data-testid={testId}
        onClick={(event) => {
          const opened = open();
          if (opened || preventDefault || href === "") event.preventDefault();
          void onClick?.(extensionEvent(event), reactions);
        }}
      >
        {children}
      </a>
      {drawn}
    </>
  );
}

/** A list; each child is an item. */
export function List({ children, variant = "unordered", testId }: ListProps) {
  const Element = variant.startsWith("ordered") ? "ol" : "ul";
  return (
    <Element className={`hs-list hs-list-${variant}`} data-testid={testId}>
      {Children.toArray(children).map((child, index) => (
        <li key={index}>{child}</li>
      ))}
    </Element>
  );
}

/** A label in a colour; with `onClick` or `overlay` it is a button. */
export function Tag({ children, variant = "default", onClick, overlay, inline = false, testId }: TagProps) {
  const reactions = useReactions();
  const { open, drawn } = useOverlay(overlay);
  const names = classes("hs-tag", `hs-tone-${variant}`, inline && "hs-inline");
  if (!onClick && !overlay) {
    return (
      <span className={names} data-testid={testId}>
        {children}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        className={classes(names, "hs-tag-button")}
        data-testid={testId}
        onClick={(event) => {
          open();
          void onClick?.(extensionEvent(event), reactions);
        }}
      >
        {children}
      </button>
      {drawn}
    </>
  );
}

/** A state with a coloured dot. */
export function StatusTag({
  children,
  variant = "default",
  hollow = false,
  onClick,
  showRemoveIcon,
  onRemoveClick,
  testId,
}: StatusTagProps) {
  const names = classes("hs-status", `hs-tone-${variant}`, hollow && "hs-status-hollow");
  return (
    <span className={names} data-testid={testId}>
      <span className="hs-status-dot" aria-hidden="true" />
      {onClick ? (
        <button type="button" className="hs-plain" onClick={() => onClick()}>
          {children}
        </button>
      ) : (
        children
      )}
      {showRemoveIcon && (
        <button type="button" className="hs-plain" aria-label="Remove" onClick={() => onRemoveClick?.()}>
          ×
        </button>
      )}
    </span>
  );
}

/** An image; with `href` a link, with `overlay` a trigger. */
export function Image({ src, alt = "", width, height, href, onClick, overlay, testId }: ImageProps) {
  const reactions = useReactions();
  const { open, drawn } = useOverlay(overlay);
  const image = <img className="hs-image" src={src} alt={alt} width={width} height={height} data-testid={testId} />;
  if (href !== undefined) return <a {...anchorOf(href)}>{image}</a>;
  if (!onClick && !overlay) return image;
  return (
    <>
      <button
        type="button"
        className="hs-plain"
        onClick={(event) => {
          open();
          void onClick?.(extensionEvent(event), reactions);
        }}
      >
        {image}
      </button>
      {drawn}
    </>
  );
}

/** A stand-in for HubSpot's drawings, which are not published. */
export const Illustration = ({ alt, width = 120, height = 90, testId }: IllustrationProps) => (
  <svg className="hs-illustration" role="img" aria-label={alt} width={width} height={height} viewBox="0 0 120 90" data-testid={testId}>
    <rect x="18" y="20" width="60" height="52" rx="6" />
    <rect x="42" y="12" width="60" height="52" rx="6" />
    <path d="M54 30h36M54 40h36M54 50h20" />
  </svg>
);

/** Words shown when the pointer or the keyboard rests on the neighbour. */
export const Tooltip = ({ children }: TooltipProps) => (
  <span className="hs-tooltip" role="tooltip">
    {children}
  </span>
);

/** A page of another site. */
export const Iframe = ({ src, height }: IframeProps) => (
  <iframe
    className={`hs-iframe hs-iframe-${sizeOf(height, "md")}`}
    src={src}
    title={src}
    sandbox="allow-scripts allow-forms allow-same-origin"
  />
);

/** Long content that opens. */
export function ExpandableText({
  children,
  maxHeight = 120,
  expandButtonText = "Show more",
  collapseButtonText = "Show less",
  expanded,
}: ExpandableTextProps) {
  const [open, setOpen] = useState(expanded ?? false);
  return (
    <div>
      <div className="hs-expandable" style={open ? undefined : { maxHeight }}>
        {children}
      </div>
      <button type="button" className="hs-link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? collapseButtonText : expandButtonText}
      </button>
    </div>
  );
}
