import { useState } from "react";
import type { Answer, Failure } from "tieout-shared/call-api.ts";
import { counted } from "tieout-shared/words.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { Hold, HoldAnswer } from "./contract.ts";
import { answeredWords, ANSWERS } from "./hold-words.ts";
import type { HoldList } from "./use-holds.ts";

/** So many are answered with each call, so that it is seen how far it is. */
const AT_ONCE = 20;

type Part = { answered: Hold[]; refused: { id: string; message: string }[] };

export type HoldAnswers = {
  /** How far it is; null while nothing is answered. */
  progress: { done: number; of: number } | null;
  /** Why an order was not answered the last time, by its hold. */
  refused: ReadonlyMap<string, string>;
  give(holds: Hold[], answer: HoldAnswer, reason: string): void;
};

/** Gives one answer to an order or to several. Each that took it leaves the list; the others stay and say why. */
export function useHoldAnswers({ list, work }: HoldList): HoldAnswers {
  const { api } = useDesk();
  const [progress, setProgress] = useState<HoldAnswers["progress"]>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());

  async function giveAll(holds: Hold[], answer: HoldAnswer, reason: string): Promise<Answer<Part>> {
    const all: Part = { answered: [], refused: [] };
    setRefused(new Map());
    for (let done = 0; done < holds.length; done += AT_ONCE) {
      setProgress({ done, of: holds.length });
      const ids = holds.slice(done, done + AT_ONCE).map(({ id }) => id);
      const body = { ids, answer, ...(reason === "" ? {} : { reason }) };
      const part = await api.send<Part>("POST", "/ui/holds/answer", body, ["answered", "refused"]);
      if (!part.ok) {
        setProgress(null);
        list.reload();
        return part;
      }
      all.answered.push(...part.value.answered);
      all.refused.push(...part.value.refused);
      const gone = new Set(part.value.answered.map(({ id }) => id));
      list.change((rows) => rows.filter(({ id }) => !gone.has(id)));
      setRefused(new Map(all.refused.map(({ id, message }) => [id, message])));
    }
    setProgress(null);
    return all.answered.length > 0 ? { ok: true, value: all } : { ok: false, failure: noneTook(all) };
  }

  return {
    ...{ progress, refused },
    give: (holds, answer, reason) =>
      void work.run(
        "answers",
        () => giveAll(holds, answer, reason),
        (all) => say(all, answer),
      ),
  };
}

function noneTook({ refused }: Part): Failure {
  const [only, ...others] = refused;
  const message = others.length === 0 && only ? only.message : `None of the ${refused.length} orders could be answered; the rows say why.`;
  return { message, fixBy: null, requestId: null, outcome: "refused" };
}

function say({ answered, refused }: Part, answer: HoldAnswer): string {
  const [only, ...others] = answered;
  const done = only && others.length === 0 ? answeredWords(only) : `${answered.length} orders: ${ANSWERS[answer].said.toLowerCase()}.`;
  return refused.length === 0 ? done : `${done} ${counted(refused.length, "other")} could not be answered; the rows say why.`;
}
