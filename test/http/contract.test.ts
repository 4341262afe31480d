import { expect, test } from "vitest";
import type { z } from "zod";
import type { DealView as FlowView } from "../../api/domain/deal-view.ts";
import { errorBody } from "../../api/http/errors.ts";
import { mapping } from "../../api/http/mapping-views.ts";
import { logLine } from "../../api/http/log-views.ts";
import { matchView } from "../../api/http/match-view.ts";
import { choices } from "../../api/http/ui/mapping-choices.ts";
import { dryRun } from "../../api/http/ui/mapping-dry-run.ts";
import { importResult, mappingFile } from "../../api/http/ui/mapping-files.ts";
import { historyEntry } from "../../api/http/ui/mappings.ts";
import { released, unmappedProduct } from "../../api/http/ui/unmapped.ts";
import { approval, deadLetter, deadLetterGroup, dealView } from "../../api/http/views.ts";
import type { DeadLetter, DeadLetterGroup } from "../../hubspot-app/src/app/pages/dead-letters/contract.ts";
import type * as Desk from "../../hubspot-app/src/app/pages/mapping/contract.ts";
import type { LogLine } from "../../hubspot-app/src/app/pages/log/contract.ts";
import type { Match } from "../../hubspot-app/src/app/pages/matches/contract.ts";
import type { Released, UnmappedProduct } from "../../hubspot-app/src/app/pages/unmapped/contract.ts";
import type { ApiError, Approval, DealView as CardView } from "../../hubspot-app/src/app/shared/contract.ts";
import { pushed, pushing, ready } from "../hubspot-app/example-view.ts";

/** What goes over the wire: an optional field is there or not, never undefined. */
type Wire<T> = T extends readonly (infer Element)[]
  ? Wire<Element>[]
  : T extends object
    ? { [Key in keyof T]: Wire<Exclude<T[Key], undefined>> }
    : T;
type Same<One, Other> = [Wire<One>] extends [Wire<Other>] ? ([Wire<Other>] extends [Wire<One>] ? true : never) : never;

test("the card, the flows and the schema that checks each answer mean the same by a DealView, and by a refusal", () => {
  const agreed: [
    Same<z.infer<typeof dealView>, CardView>,
    Same<z.infer<typeof dealView>, FlowView>,
    Same<z.infer<typeof errorBody>, ApiError>,
  ] = [true, true, true];
  // The compiler is what fails here; the types have the same keys in the same places.
  expect(agreed).toEqual([true, true, true]);
});

test("the Finance desk and the schemas mean the same by an approval, by a match, by a dead letter and by a line of the log", () => {
  const agreed: [
    Same<z.infer<typeof approval>, Approval>,
    Same<z.infer<typeof matchView>, Match>,
    Same<z.infer<typeof deadLetter>, DeadLetter>,
    Same<z.infer<typeof deadLetterGroup>, DeadLetterGroup>,
    Same<z.infer<typeof logLine>, LogLine>,
  ] = [true, true, true, true, true];
  expect(agreed).toEqual([true, true, true, true, true]);
});

test("the Finance desk and the schemas mean the same by a mapping, its history, files and dry run, and by an unmapped product", () => {
  const agreed: [
    Same<z.infer<typeof mapping>, Desk.Mapping>,
    Same<z.infer<typeof choices>, Desk.Choices>,
    Same<z.infer<typeof historyEntry>, Desk.HistoryEntry>,
    Same<z.infer<typeof mappingFile>, Desk.MappingFile>,
    Same<z.infer<typeof importResult>, Desk.ImportResult>,
    Same<z.infer<typeof dryRun>, Desk.DryRun>,
    Same<z.infer<typeof unmappedProduct>, UnmappedProduct>,
    Same<z.infer<typeof released>, Released>,
  ] = [true, true, true, true, true, true, true, true];
  expect(agreed).toEqual([true, true, true, true, true, true, true, true]);
});

test.each([ready, pushing, pushed])("a view that the card is drawn with passes the schema whole: $state", (view) => {
  expect(dealView.parse(view)).toEqual(view);
});
