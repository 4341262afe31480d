import type { ComponentType, ReactNode } from "react";
import { createController, type ComponentMapping, type Controller } from "@remote-ui/react/host";
import * as buttons from "./buttons.tsx";
import * as charts from "./charts.tsx";
import * as choices from "./choices.tsx";
import * as dates from "./dates.tsx";
import * as facts from "./facts.tsx";
import * as feedback from "./feedback.tsx";
import { Form } from "./form.tsx";
import { Icon } from "./icons.tsx";
import * as inputs from "./inputs.tsx";
import * as layout from "./layout.tsx";
import { Modal, ModalBody, ModalFooter, Panel, PanelBody, PanelFooter, PanelSection } from "./overlays.tsx";
import * as pages from "./page-components.tsx";
import * as records from "./record-components.tsx";
import * as tables from "./tables.tsx";
import * as tabs from "./tabs.tsx";
import * as texts from "./texts.tsx";

const { CrmActionButton, CrmActionLink, CrmDataHighlight, CrmPropertyList } = records;

/** Our drawing of each HubSpot component, by the name under which it crosses from the worker. */
const COMPONENTS: ComponentMapping = {
  ...buttons,
  ...charts,
  ...choices,
  ...dates,
  ...facts,
  ...feedback,
  ...inputs,
  ...layout,
  ...tables,
  ...tabs,
  ...texts,
  ...pages,
  Form,
  Icon,
  Modal,
  ModalBody,
  ModalFooter,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  CrmActionButton,
  CrmActionLink,
  CrmDataHighlight,
  CrmPropertyList,
  Textarea: inputs.TextArea,
  PageHeaderPrimaryAction: pages.PageHeaderActions,
  PageHeaderSecondaryActions: pages.PageHeaderActions,
  PageHeaderPageLink: pages.PageLink,
  PageBreadcrumbsPageLink: pages.PageLink,
};

/** Draws remote components; a name that has no drawing becomes a warning that nobody can overlook. */
export function createDrawings(): Controller {
  const known = createController(COMPONENTS);
  const strangers = new Map<string, ComponentType<{ children?: ReactNode }>>();
  return {
    ...known,
    get(type) {
      const name = String(type).replace(/^Experimental/, "");
      if (name in COMPONENTS) return known.get(name);
      if (!strangers.has(name)) strangers.set(name, strangerNamed(name));
      return strangers.get(name) ?? known.get(name);
    },
  };
}

function strangerNamed(name: string): ComponentType<{ children?: ReactNode }> {
  return function Stranger({ children }) {
    return (
      <div className="hs-stranger" role="note">
        <strong>{name}</strong> is drawn by HubSpot only.
        {children}
      </div>
    );
  };
}
