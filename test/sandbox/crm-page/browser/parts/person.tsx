import { createContext, useContext, useMemo, useState, type ReactNode } from "react";
import type { PageConfig, PageUser } from "../../page-api.ts";

type Person = { config: PageConfig; user: PageUser; become(id: number): void };
const PersonContext = createContext<Person | null>(null);
const KEPT_AS = "sandbox-user";

/** Who is at the page, and the portal that they are in. */
export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) throw new Error("Bug: no person above this part of the page.");
  return person;
}

/** Remembers who is at the page, for as long as the tab lives. */
export function PersonProvider({ config, children }: { config: PageConfig; children: ReactNode }) {
  const [id, setId] = useState(Number(sessionStorage.getItem(KEPT_AS)));
  const user = config.users.find((each) => each.id === id) ?? config.users[0];
  const person = useMemo(() => {
    if (!user) return null;
    const become = (next: number) => {
      sessionStorage.setItem(KEPT_AS, String(next));
      setId(next);
    };
    return { config, user, become };
  }, [config, user]);
  return <PersonContext.Provider value={person}>{person ? children : <p>The portal has no users.</p>}</PersonContext.Provider>;
}
