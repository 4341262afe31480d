const DEMO_ORIGIN = "http://localhost:3000";

/** Where our API is: the profile's variable API_ORIGIN, and without a profile the demo on this machine. No slash at its end. */
export function apiOrigin(variables: Record<string, unknown> | undefined): string {
  const origin = variables?.["API_ORIGIN"];
  return (typeof origin === "string" && origin !== "" ? origin : DEMO_ORIGIN).replace(/\/+$/, "");
}
