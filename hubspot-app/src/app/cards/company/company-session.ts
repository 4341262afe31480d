import { callApi, type Failure, type Fetch } from "tieout-shared/call-api.ts";
import type { CompanyView } from "./contract.ts";

/** Which invoices are shown: all, or those with one status. */
export type Filter = "all" | CompanyView["invoices"][number]["status"];

/** Everything the card can be; components draw one of these and decide nothing. */
export type CompanyState =
  | { state: "loading" }
  | { state: "failed"; failure: Failure; tryAgain: () => void }
  | {
      state: "ready";
      view: CompanyView;
      filter: Filter;
      busy: boolean;
      /** Why the last look brought nothing new. */
      failure: Failure | null;
      refresh: () => void;
      choose: (filter: Filter) => void;
      /** Loads more invoices until so many are there, or all. */
      loadUntil: (count: number) => void;
    };

type Needs = { companyId: string; origin: string; fetch: Fetch; show: (state: CompanyState) => void };

/** One company's conversation with our API. `show` gets each new state until `stop`. */
export function companySession({ companyId, origin, fetch, show }: Needs) {
  const path = `${origin}/ui/companies/${encodeURIComponent(companyId)}`;
  let view: CompanyView | null = null;
  let filter: Filter = "all";
  let busy = false;
  let failure: Failure | null = null;
  let stopped = false;
  let turn = 0;

  function draw() {
    if (stopped) return;
    if (view)
      show({
        state: "ready",
        view,
        filter,
        busy,
        failure,
        refresh: () => void read(true),
        choose,
        loadUntil: (count) => void loadUntil(count),
      });
    else if (failure) show({ state: "failed", failure, tryAgain: () => void read(false) });
    else show({ state: "loading" });
  }

  function ask(options: { refresh?: boolean; cursor?: string }) {
    const query = new URLSearchParams();
    if (filter !== "all") query.set("status", filter);
    if (options.refresh) query.set("refresh", "true");
    if (options.cursor) query.set("cursor", options.cursor);
    const text = query.toString();
    return callApi(() => fetch(text === "" ? path : `${path}?${text}`), isCompanyView);
  }

  /** An answer that was asked for earlier than another is thrown away. */
  async function read(refresh: boolean) {
    const own = ++turn;
    [busy, failure] = [true, null];
    draw();
    const answer = await ask({ refresh });
    if (own !== turn) return;
    busy = false;
    if (answer.ok) view = answer.value;
    else failure = answer.failure;
    draw();
  }

  async function loadUntil(count: number) {
    const own = ++turn;
    while (view && view.cursor && view.invoices.length < count) {
      busy = true;
      draw();
      const answer = await ask({ cursor: view.cursor });
      if (own !== turn) return;
      if (!answer.ok) failure = answer.failure;
      else view = { ...answer.value, invoices: [...view.invoices, ...answer.value.invoices] };
      if (!answer.ok) break;
    }
    busy = false;
    draw();
  }

  function choose(chosen: Filter) {
    filter = chosen;
    void read(false);
  }

  return {
    start: () => void read(false),
    /** Something changed on the record: looks again, from our own copy. */
    look: () => void read(false),
    stop: () => {
      stopped = true;
    },
  };
}

function isCompanyView(body: unknown): body is CompanyView {
  return typeof body === "object" && body !== null && "companyId" in body && "aging" in body && "invoices" in body;
}
