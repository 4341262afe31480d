/** Where a walk through redirects ended. */
export type Page = { url: string; status: number; text: string };

/** A browser as far as sign-in pages need one: follows redirects and keeps cookies per origin. */
export function createVisitor(): { open(url: string): Promise<Page> } {
  const cookies = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = cookies.get(origin) ?? new Map<string, string>();
    cookies.set(origin, jar);
    return jar;
  };
  return {
    async open(start) {
      let url = start;
      for (let hop = 0; hop < 20; hop += 1) {
        const jar = jarOf(url);
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
        const answer = await fetch(url, { redirect: "manual", headers: cookie === "" ? {} : { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [pair = ""] = line.split(";");
          const at = pair.indexOf("=");
          jar.set(pair.slice(0, at), pair.slice(at + 1));
        }
        const next = answer.headers.get("location");
        if (answer.status < 300 || answer.status >= 400 || next === null) return { url, status: answer.status, text: await answer.text() };
        url = new URL(next, url).href;
      }
      throw new Error(`${start} redirects for ever.`);
    },
  };
}
