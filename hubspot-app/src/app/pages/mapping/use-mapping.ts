import { useState } from "react";
import type { Answer } from "tieout-shared/call-api.ts";
import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { Choices, ListName, Lists, Mapping } from "./contract.ts";
import { changedLists, changesOf, listsOf } from "./draft.ts";

/** The mapping while it is edited: what is saved, what is not saved yet, and what can be chosen. */
export type MappingDraft = {
  saved: Mapping;
  lists: Lists;
  choices: Choices;
  /** The lists that differ from what is saved. */
  changed: ListName[];
  work: Work;
  change(lists: Lists): void;
  discard(): void;
  /** Saves the lists that changed; true when it went well. */
  save(): Promise<boolean>;
  /** Shows a mapping that was saved by other means. */
  takeOver(mapping: Mapping): void;
  reload(): void;
};

type Read = { saved: Mapping; choices: Choices };
type Kept = { lists: Lists; version: number };

const KEPT_AS = "mapping";
const KEYS: (keyof Mapping)[] = ["products", "terms", "owners", "industries", "taxCodes", "fields", "version"];

/** The six lists as one draft. It outlives a look at another screen. */
export function useMapping(): Loaded<MappingDraft> {
  const { api, kept } = useDesk();
  const [draft, setDraft] = useState<Kept | null>((kept.get(KEPT_AS) as Kept | undefined) ?? null);
  const keep = (next: Kept | null) => {
    kept.set(KEPT_AS, next ?? undefined);
    setDraft(next);
  };
  const [loaded, { replace, reload }] = useLoaded<Read>(async () => {
    const [saved, choices] = await Promise.all([
      api.get<Mapping>("/ui/mappings", KEYS),
      api.get<Choices>("/ui/mappings/choices", ["connected", "products", "items"]),
    ]);
    return both(saved, choices);
  });
  const work = useWork();
  if (loaded.state !== "ready") return loaded;

  const { saved, choices } = loaded.value;
  const lists = draft?.lists ?? listsOf(saved);
  const changed = changedLists(saved, lists);
  const takeOver = (mapping: Mapping) => {
    keep(null);
    replace((now) => ({ ...now, saved: mapping }));
  };
  const discard = () => {
    keep(null);
    work.forget();
    reload();
  };
  const save = () =>
    work.run(
      "save",
      () => api.send<Mapping>("PUT", "/ui/mappings", { version: draft?.version ?? saved.version, ...changesOf(lists, changed) }, KEYS),
      (mapping) => {
        takeOver(mapping);
        return `The mapping is saved as version ${mapping.version}.`;
      },
    );
  const change = (next: Lists) => keep({ lists: next, version: draft?.version ?? saved.version });
  return { state: "ready", value: { saved, lists, choices, changed, work, change, discard, save, takeOver, reload } };
}

function both(saved: Answer<Mapping>, choices: Answer<Choices>): Answer<Read> {
  if (!saved.ok) return saved;
  return choices.ok ? { ok: true, value: { saved: saved.value, choices: choices.value } } : choices;
}
