/** The lines (from 1) in which the elements of the array under a top-level name begin, in a text that is JSON. */
export function linesOfElements(json: string, name: string): number[] {
  const lines: number[] = [];
  let [line, depth, current, expecting] = [1, 0, "", false];
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[^"]/gs)) {
    const blank = /^\s$/.test(token);
    if (expecting && !blank && token !== "]" && depth === 2) {
      if (current === name) lines.push(line);
      expecting = false;
    }
    if (token.startsWith('"') && depth === 1) current = JSON.parse(token) as string;
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth === 2 && (token === "[" || token === ",")) expecting = true;
    if (token === "\n") line += 1;
  }
  return lines;
}
