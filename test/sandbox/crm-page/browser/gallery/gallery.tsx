import { hubspot } from "@hubspot/ui-extensions";
import { Tab, Tabs } from "@hubspot/ui-extensions";
import { Behaviour } from "./behaviour.tsx";
import { Inputs } from "./inputs.tsx";
import { Looks } from "./looks.tsx";

// Every component and every way to talk to the page, as an extension of its own: what the page is tried with.
hubspot.extend<"crm.record.tab">(() => (
  <Tabs defaultSelected="looks">
    <Tab tabId="looks" title="Looks">
      <Looks />
    </Tab>
    <Tab tabId="inputs" title="Inputs">
      <Inputs />
    </Tab>
    <Tab tabId="behaviour" title="Behaviour">
      <Behaviour />
    </Tab>
  </Tabs>
));
