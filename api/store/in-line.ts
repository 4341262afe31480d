/** Runs the works of one name one after the other, first come, first served; those of different names side by side. */
export type InLine = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Lines of this process; a work that fails lets the next one begin. */
export function createLines(): InLine {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work);
    const over = mine
      .catch(() => undefined)
      .finally(() => {
        if (last.get(name) === over) last.delete(name);
      });
    last.set(name, over);
    return mine;
  };
}
