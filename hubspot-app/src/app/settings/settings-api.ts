import { callApi, type Answer, type Fetch } from "tieout-shared/call-api.ts";
import type { Connection, Settings, Step, TestedAlerts, User } from "./contract.ts";

/** Everything that the sections show. */
export type Everything = { settings: Settings; connections: Connection[]; users: User[]; steps: Step[] };

/** Our API as the settings page calls it. */
export type SettingsApi = ReturnType<typeof createSettingsApi>;

export function createSettingsApi(origin: string, ask: Fetch) {
  function get<T>(path: string, key: keyof T & string): Promise<Answer<T>> {
    return callApi(() => ask(`${origin}${path}`), has<T>(key));
  }
  function send<T>(method: "POST" | "PUT", path: string, body: Record<string, unknown>, key: keyof T & string): Promise<Answer<T>> {
    return callApi(() => ask(`${origin}${path}`, { method, body }), has<T>(key));
  }

  return {
    /** The first call that brings nothing is the answer. */
    async read(): Promise<Answer<Everything>> {
      const [settings, quickbooks, people, setup] = await Promise.all([
        get<Settings>("/ui/settings", "roles"),
        get<{ connections: Connection[] }>("/ui/quickbooks", "connections"),
        get<{ users: User[] }>("/ui/users", "users"),
        get<{ steps: Step[] }>("/ui/setup", "steps"),
      ]);
      if (!settings.ok) return settings;
      if (!quickbooks.ok) return quickbooks;
      if (!people.ok) return people;
      if (!setup.ok) return setup;
      const { connections } = quickbooks.value;
      return { ok: true, value: { settings: settings.value, connections, users: people.value.users, steps: setup.value.steps } };
    },
    save: (part: Partial<Settings>) => send<Settings>("PUT", "/ui/settings", part, "roles"),
    connect: () => send<{ url: string }>("POST", "/ui/quickbooks/connect", { confirm: true }, "url"),
    confirm: (connectionId: string) => send<{ confirmed: string }>("POST", "/ui/quickbooks/confirm", { connectionId }, "confirmed"),
    disconnect: (connectionId: string) =>
      send<{ disconnected: string[] }>("POST", "/ui/quickbooks/disconnect", { connectionId }, "disconnected"),
    testAlerts: () => send<TestedAlerts>("POST", "/ui/alerts/test", {}, "tried"),
  };
}

function has<T>(key: keyof T & string) {
  return (body: unknown): body is T => typeof body === "object" && body !== null && key in body;
}
