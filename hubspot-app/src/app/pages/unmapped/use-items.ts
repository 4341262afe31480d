import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { Choices } from "../mapping/contract.ts";

/** The items of QuickBooks that can be chosen, by name. */
export function useItems(): Loaded<{ value: string; label: string }[]> {
  const { api } = useDesk();
  const [loaded] = useLoaded(() => api.get<Choices>("/ui/mappings/choices", ["items"]));
  if (loaded.state !== "ready") return loaded;
  const active = loaded.value.items.filter((item) => item.active);
  const options = active.map(({ id, name }) => ({ value: id, label: name }));
  return { state: "ready", value: options.toSorted((one, other) => one.label.localeCompare(other.label)) };
}
