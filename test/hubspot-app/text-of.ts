/** A rendered node, as far as its text is concerned. */
type Node = { text: string | null; childNodes?: Node[] };

/** All text below a node, in reading order, each piece set apart by a space. */
export function textOf({ text, childNodes }: Node): string {
  const pieces = childNodes ? childNodes.map(textOf) : [text?.trim()];
  return pieces.filter(Boolean).join(" ").replaceAll("\u202f", " ");
}
