import type { StoryView } from "../../page-api.ts";
import { useLive } from "./live.ts";

/** What the demo is telling just now, with all that it has told; nothing where no story is told. */
export function Story() {
  const [story] = useLive<StoryView | null>("/story");
  if (story.state !== "ready" || story.value === null) return null;
  const { state, lines } = story.value;
  return (
    <section className="story" aria-label="The demo's story" aria-live="polite">
      <h2>{state === "told" ? "The story has been told" : "The story is being told, and deals change while you look"}</h2>
      <p>{lines.at(-1)}</p>
      <details>
        <summary>All of it ({lines.length} lines)</summary>
        <ol>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ol>
      </details>
    </section>
  );
}
