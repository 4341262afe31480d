/** Runs the works of one name one after the other, first come, first served, those let ahead before the others; those of different names side by side. */
export type InLine = <T>(name: string, work: () => Promise<T>, ahead?: boolean) => Promise<T>;

type Line = { ahead: (() => void)[]; behind: (() => void)[]; wentAhead: number };

/** So many go ahead in a row; then one of those behind has its turn, so that they stand still for nobody. */
const MOST_AHEAD = 3;

/** Lines of this process; a work that fails lets the next one begin. */
export function createLines(): InLine {
  const lines = new Map<string, Line>();
  return async (name, work, ahead = false) => {
    const line = lines.get(name);
    if (line) await new Promise<void>((begin) => void (ahead ? line.ahead : line.behind).push(begin));
    else lines.set(name, { ahead: [], behind: [], wentAhead: 0 });
    try {
      return await work();
    } finally {
      beginNext(lines, name);
    }
  };
}

function beginNext(lines: Map<string, Line>, name: string): void {
  const line = lines.get(name);
  if (!line) return;
  const goesAhead = line.ahead.length > 0 && (line.behind.length === 0 || line.wentAhead < MOST_AHEAD);
  line.wentAhead = goesAhead ? line.wentAhead + 1 : 0;
  const begin = (goesAhead ? line.ahead : line.behind).shift();
  if (begin) begin();
  else lines.delete(name);
}
