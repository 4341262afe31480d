/** "Line[0].SalesItemLineDetail.ItemRef.value" as "Line 1, item". */
export function sayField(path: string): string {
  const parts = path.split(".").filter((part) => !SILENT.has(part));
  const said = parts.map((part) => {
    const [, name = part, index] = /^(\w+?)(?:\[(\d+)\])?$/.exec(part) ?? [];
    const words = name
      .replace(/Ref$/, "")
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase();
    return index === undefined ? words : `${words} ${Number(index) + 1}`;
  });
  const sentence = said.join(", ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** What only groups other fields says nothing to a person. */
const SILENT = new Set(["value", "SalesItemLineDetail", "DiscountLineDetail"]);
