import { expect, test } from "vitest";
import { createLines } from "../../api/store/in-line.ts";

test("the works of one name begin one after the other, in the order they came", async () => {
  const inLine = createLines();
  const seen: string[] = [];
  const works = ["a", "b", "c"].map((name) => ({ name, over: Promise.withResolvers<string>() }));
  const answers = works.map(({ name, over }) => inLine("one", () => (seen.push(name), over.promise)));

  expect(await inLine("another", () => Promise.resolve("at once"))).toBe("at once");
  expect(seen).toEqual(["a"]);
  works.toReversed().forEach(({ name, over }) => over.resolve(name));
  expect(await Promise.all(answers)).toEqual(["a", "b", "c"]);
  expect(seen).toEqual(["a", "b", "c"]);
});

test("a work that fails tells its own caller alone, and the next one begins", async () => {
  const inLine = createLines();
  const failing = inLine("one", () => Promise.reject(new Error("no")));
  const next = inLine("one", () => Promise.resolve("next"));
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("next");
});

test("who is let ahead comes before all that line up, but after three such one of the others has its turn", async () => {
  const inLine = createLines();
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const works = [inLine("one", () => first.promise)];
  const join = (name: string, ahead: boolean) => works.push(inLine("one", async () => void seen.push(name), ahead));
  for (const name of ["job 1", "job 2"]) join(name, false);
  for (const name of ["a", "b", "c", "d", "e"]) join(name, true);
  first.resolve();
  await Promise.all(works);
  expect(seen).toEqual(["a", "b", "c", "job 1", "d", "e", "job 2"]);
});
