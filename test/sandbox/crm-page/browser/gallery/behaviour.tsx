import { useState } from "react";
import {
  Button,
  ButtonRow,
  Dropdown,
  Flex,
  hubspot,
  Link,
  LoadingButton,
  logger,
  Modal,
  ModalBody,
  ModalFooter,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
  Tooltip,
  useExtensionActions,
  useExtensionContext,
} from "@hubspot/ui-extensions";
import { useAssociations, useCrmProperties } from "@hubspot/ui-extensions/crm";

/** Overlays, actions, hooks and hubspot.fetch. */
export function Behaviour() {
  const [log, setLog] = useState<string[]>([]);
  const note = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <Flex direction="column" gap="md">
      <Overlays note={note} />
      <Actions note={note} />
      <Hooks />
      <Text testId="log">{log.join("; ")}</Text>
    </Flex>
  );
}

type Note = { note(line: string): void };

function Overlays({ note }: Note) {
  const { closeOverlay } = useExtensionActions<"crm.record.tab">();
  return (
    <ButtonRow>
      <Button
        overlay={
          <Modal id="modal" title="A modal" onOpen={() => note("opened")} onClose={() => note("closed")}>
            <ModalBody>
              <Text>Inside the modal</Text>
            </ModalBody>
            <ModalFooter>
              <Button onClick={() => closeOverlay("modal")}>Close by action</Button>
            </ModalFooter>
          </Modal>
        }
      >
        Open modal
      </Button>
      <Button
        overlay={
          <Panel id="panel" title="A panel">
            <PanelBody>
              <PanelSection>
                <Text>Inside the panel</Text>
              </PanelSection>
            </PanelBody>
            <PanelFooter>
              <Button onClick={(_event, { closePanel }) => closePanel("panel")}>Close by reaction</Button>
            </PanelFooter>
          </Panel>
        }
      >
        Open panel
      </Button>
      <Dropdown buttonText="Dropdown" options={[{ label: "By option", onClick: () => note("option") }]}>
        <Dropdown.ButtonItem onClick={() => note("item")}>By item</Dropdown.ButtonItem>
      </Dropdown>
      <Link href="" preventDefault onClick={() => note("link")} overlay={<Tooltip>A tooltip</Tooltip>}>
        Link with a tooltip
      </Link>
    </ButtonRow>
  );
}

function Actions({ note }: Note) {
  const actions = useExtensionActions<"crm.record.tab">();
  const [busy, setBusy] = useState(false);
  const call = async (method: "GET" | "POST") => {
    setBusy(true);
    const response = await hubspot.fetch("https://api.tieout.example/echo", { method, ...(method === "POST" && { body: { sent: true } }) });
    note(`${method} ${response.status} ${await response.text()}`);
    setBusy(false);
  };
  const read = async () => {
    const { dealname } = await actions.fetchCrmObjectProperties(["dealname"]);
    note(`read ${dealname}`);
  };
  return (
    <ButtonRow>
      <Button onClick={() => actions.addAlert({ type: "success", title: "Alert title", message: "Alert message" })}>Add alert</Button>
      <Button
        onClick={() =>
          actions.openIframeModal({ uri: "about:blank", height: 100, width: 200, title: "A frame" }, () => note("frame closed"))
        }
      >
        Open frame
      </Button>
      <Button onClick={() => void read()}>Read properties</Button>
      <Button onClick={() => logger.info("said by the extension")}>Log</Button>
      <LoadingButton loading={busy} onClick={() => void call("GET")}>
        Fetch
      </LoadingButton>
      <LoadingButton loading={busy} resultIconName="success" onClick={() => void call("POST")}>
        Send
      </LoadingButton>
      <Button variant="destructive" onClick={() => void Promise.reject(new Error("never mind"))}>
        Reject
      </Button>
    </ButtonRow>
  );
}

const NAMES = ["dealname", "amount", "no_such_property"];
const OPTIONS = { propertiesToFormat: ["amount"] };

function Hooks() {
  const { user, crm, portal } = useExtensionContext<"crm.record.tab">();
  const { properties, isLoading } = useCrmProperties(NAMES, OPTIONS);
  const { results } = useAssociations({ toObjectType: "0-2", properties: ["name"] });
  return (
    <Flex direction="column" gap="xs">
      <Text testId="context">{`${user.firstName} of ${portal.id} on ${crm.objectTypeId}/${crm.objectId}`}</Text>
      <Text testId="properties">{isLoading ? "reading" : JSON.stringify(properties)}</Text>
      <Text testId="associations">{results.map((company) => company.properties["name"]).join(", ")}</Text>
    </Flex>
  );
}
