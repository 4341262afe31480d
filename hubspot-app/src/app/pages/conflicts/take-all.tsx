import { ButtonRow } from "@hubspot/ui-extensions";
import { counted } from "tieout-shared/words.ts";
import { ConfirmButton } from "tieout-shared/confirm-button.tsx";
import type { FieldCount } from "./contract.ts";
import type { ConflictsDesk } from "./use-conflicts.ts";

const QUESTIONS = {
  hubspot: ["Take HubSpot's for all", "HubSpot's values are written over those of QuickBooks"],
  quickbooks: ["Take QuickBooks' for all", "QuickBooks' values are written over those of HubSpot"],
} as const;

/** Decides every conflict of one field the same way. */
export function TakeAll({ field, conflicts: { work, takeAll } }: { field: FieldCount; conflicts: ConflictsDesk }) {
  return (
    <ButtonRow>
      {(["hubspot", "quickbooks"] as const).map((side) => (
        <ConfirmButton
          key={side}
          id={`all-${side}`}
          label={QUESTIONS[side][0]}
          question={`${QUESTIONS[side][1]}: ${field.label}, ${counted(field.count, "conflict")}.`}
          confirm={QUESTIONS[side][0]}
          loading={work.busyWith === "all"}
          disabled={work.busyWith !== null}
          act={() => void takeAll(field, side)}
        />
      ))}
    </ButtonRow>
  );
}
