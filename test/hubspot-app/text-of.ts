/** A rendered node, as far as its text is concerned. */
type Node = { text: string | null; childNodes?: Node[] };

/** All text below a node, in reading order, each piece set apart by a space. */
export function textOf({ text, childNodes }: Node): string {
  const pieces = childNodes ? childNodes.map(textOf) : [text?.trim()];
  return spaced(pieces.filter(Boolean).join(" "));
}

/** The same with plain spaces for those at which no line ends. */
export function spaced(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, " ");
}
