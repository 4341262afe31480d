import { callApi, type Answer, type Fetch } from "./call-api.ts";

/** Our API as the screens call it. `keys` are what a body must have to be the answer that was expected. */
export type Api = {
  get<T>(path: string, keys: (keyof T & string)[]): Promise<Answer<T>>;
  send<T>(method: "POST" | "PUT", path: string, body: Record<string, unknown>, keys: (keyof T & string)[]): Promise<Answer<T>>;
};

export function createApi(origin: string, ask: Fetch): Api {
  return {
    get: (path, keys) => callApi(() => ask(`${origin}${path}`), hasAll(keys)),
    send: (method, path, body, keys) => callApi(() => ask(`${origin}${path}`, { method, body }), hasAll(keys)),
  };
}

function hasAll<T>(keys: (keyof T & string)[]) {
  return (body: unknown): body is T => typeof body === "object" && body !== null && keys.every((key) => key in body);
}
