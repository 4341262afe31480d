import { Flex, Heading } from "@hubspot/ui-extensions";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import type { Choices } from "./contract.ts";
import type { Field, Option } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { useSettings } from "./settings-context.ts";

/** The stages that count as won besides those that HubSpot itself calls won, by their names. */
export function ReadyStages() {
  const { api, settings } = useSettings();
  const [choices] = useLoaded(() => api.get<Choices>("/ui/settings/choices", ["pipelines"]));
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Heading>Stages that count as won</Heading>
      <LoadedView loaded={choices} what="HubSpot's stages">
        {(value) => <FieldsForm fields={[readyStages(value, settings.readyStages ?? [])]} button="Save the stages" />}
      </LoadedView>
    </Flex>
  );
}

function readyStages({ pipelines }: Choices, chosen: string[]): Field {
  const open = pipelines.flatMap(({ name, stages }) =>
    stages.filter(({ won }) => !won).map((stage): Option => [stage.id, pipelines.length > 1 ? `${name}: ${stage.name}` : stage.name]),
  );
  const gone = chosen.filter((id) => !open.some(([each]) => each === id)).map((id): Option => [id, `${id} (not there any more)`]);
  const description = "Besides those that HubSpot itself counts as closed and won.";
  return { path: "readyStages", kind: "several", label: "Ready stages", description, options: [...open, ...gone] };
}
