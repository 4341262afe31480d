import {
  Accordion,
  Alert,
  Button,
  Checkbox,
  Form,
  Input,
  LoadingButton,
  Panel,
  ProgressBar,
  SearchInput,
  Select,
  Tab,
  TextArea,
} from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Mapping } from "../../../hubspot-app/src/app/pages/mapping/contract.ts";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { choices, done, history, mapping, running } from "./example-mapping.ts";
import { refusal, type Routes } from "./fake-api.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const base = { "GET /ui/mappings": mapping, "GET /ui/mappings/choices": choices };

async function mappingScreen(routes: Routes = {}) {
  const screen = desk("/mapping", { ...base, ...routes });
  await screen.shows("Version");
  const tick = (label: string) => screen.find(Checkbox, ({ text }) => text === label).props.onChange?.(true, "");
  const openRow = (id: string) => {
    screen.openPanel(id);
    return () => screen.overlay(`open-${id}`);
  };
  /** Makes Flux capacitor the item Platform, as a draft. */
  const mapFlux = async () => {
    tick("Flux capacitor");
    await screen.shows("Clear 1 selected");
    screen.find(Select).props.onChange?.("13");
    await soon(() => expect(screen.button("Set").props.disabled).toBe(false));
    screen.press("Set");
    await screen.shows("Before it is saved");
  };
  return { ...screen, tick, openRow, mapFlux };
}

describe("the products", () => {
  test("stand with what each becomes: by its entry, by its SKU, or not at all", async () => {
    const { rows } = await mappingScreen();
    expect(rows().slice(1)).toEqual([
      ["Set-up SKU SETUP", "Onboarding, 85 % of the price 2 × Training day, 15 % of the price", "Edit"],
      ["Platform, annual SKU PLAT", "Platform, found by its SKU", "Edit"],
      ["Flux capacitor", "Not mapped", "Edit"],
    ]);
  });

  test("are searched by name, SKU and item", async () => {
    const { find, rows, page } = await mappingScreen();
    find(SearchInput).props.onInput?.("training");
    await soon(() =>
      expect(
        rows()
          .slice(1)
          .map(([name]) => name),
      ).toEqual(["Set-up SKU SETUP"]),
    );
    expect(page()).toContain("Select the 1 of 3 that were found");
    find(SearchInput).props.onInput?.("nothing");
    await soon(() => expect(page()).toContain('Nothing was found for "nothing".'));
  });

  test("that are selected become one item together, as a draft only", async () => {
    const { mapFlux, find, sent, rows } = await mappingScreen();
    await mapFlux();
    expect(rows()[3]?.[1]).toBe("Platform");
    expect(find(Alert).props.title).toBe("1 list changed, not saved yet");
    expect(sent()).toEqual([]);
  });

  test("are edited one by one with shares that come to 100 %", async () => {
    const { openRow, rows } = await mappingScreen();
    const panel = openRow("edit-product-501");
    await soon(() => panel().find(Form));
    panel().find(Input, { name: "share-1" }).props.onInput?.("80");
    await soon(() => expect(panel().find(Input, { name: "share-1" }).props.value).toBe("80"));
    panel().find(Form).trigger("onSubmit");
    await soon(() => expect(panel().find(Alert).props.title).toBe("The shares come to 95 %. They must come to 100 %."));
    panel().find(Input, { name: "share-2" }).props.onInput?.("20");
    await soon(() => expect(panel().find(Input, { name: "share-2" }).props.value).toBe("20"));
    panel().find(Form).trigger("onSubmit");
    await soon(() => expect(rows()[1]?.[1]).toBe("Onboarding, 80 % of the price 2 × Training day, 20 % of the price"));
  });
});

describe("the other lists", () => {
  test("have a tab each, and a star where something is not saved", async () => {
    const { findAll, mapFlux } = await mappingScreen();
    const titles = () => findAll(Tab).map(({ props }) => props.title);
    const first = titles().indexOf("Products");
    expect(titles().slice(first, first + 6)).toEqual(["Products", "Terms", "Owners", "Industries", "Tax codes", "Fields"]);
    await mapFlux();
    expect(titles()).toContain("Products *");
  });

  test("show what HubSpot has with what it means in QuickBooks", async () => {
    const { chooseTab, shows, rows } = await mappingScreen();
    chooseTab("screen", "owners");
    await shows("Jane Doe");
    expect(rows().slice(1)).toEqual([
      ["Jane Doe (jane@northwind.example)", "JD", "–", "Edit"],
      ["Sam Field", "Not mapped", "Not mapped", "Edit"],
    ]);
  });

  test("take a new entry, but not what they have already", async () => {
    const { chooseTab, shows, openRow, rows } = await mappingScreen();
    chooseTab("screen", "terms");
    await shows("net 45 eom");
    const panel = openRow("add-terms");
    await soon(() => panel().find(Form));
    const write = async (text: string) => {
      panel().find(Input).props.onInput?.(text);
      await soon(() => expect(panel().find(Input).props.value).toBe(text));
    };
    await write("Net 45 EOM");
    panel().find(Select).props.onChange?.("t30");
    await soon(() => expect(panel().find(Select).props.value).toBe("t30"));
    panel().find(Form).trigger("onSubmit");
    await soon(() => expect(panel().find(Input).props.validationMessage).toBe("There is an entry for it already."));
    await write("due at once");
    panel().find(Form).trigger("onSubmit");
    await shows("due at once");
    expect(rows()).toContainEqual(["due at once", "Net 30", "Edit"]);
  });
});

describe("a change", () => {
  test("is tried on past deals, with its progress, before it is saved", async () => {
    const saved: Mapping = { ...mapping, version: 5 };
    const { mapFlux, openPanel, overlay, sent, shows, page } = await mappingScreen({
      "POST /ui/mappings/dry-run": running,
      "GET /ui/mappings/dry-run/d-1": done,
      "PUT /ui/mappings": saved,
    });
    await mapFlux();
    openPanel("try-and-save");
    const panel = () => overlay("open-try-and-save");
    await soon(() => expect(panel().find(ProgressBar).props.valueDescription).toBe("10 of 40"));
    expect(panel().find(Button, { testId: "save-mapping" }).props.disabled).toBe(true);
    await soon(() => expect(textOf(panel())).toContain("3 of 40 won deals of the last 90 days would have become another order."));
    expect(panel().find(Accordion).props.title).toBe("Globex platform 2027");
    expect(textOf(panel())).toContain("Now: no order Set-up has no QuickBooks item. With the change: $120,000.00, Net 30");
    panel().find(Button, { testId: "save-mapping" }).trigger("onClick");
    await shows("Version 5");
    expect(page()).not.toContain("not saved yet");
    const products = [...mapping.products, { productId: "503", items: [{ itemId: "13", quantity: "1", share: "1" }] }];
    expect(sent()).toEqual([
      ["POST /ui/mappings/dry-run", { changes: { products } }],
      ["PUT /ui/mappings", { version: 4, products }],
    ]);
  });

  test("is not asked about any more once its panel is closed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const { mapFlux, openPanel, overlay, calls } = await mappingScreen({
      "POST /ui/mappings/dry-run": running,
      "GET /ui/mappings/dry-run/d-1": done,
    });
    await mapFlux();
    openPanel("try-and-save");
    await soon(() => overlay("open-try-and-save").find(ProgressBar));
    overlay("open-try-and-save").find(Panel).trigger("onClose");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls.map(({ path }) => path)).not.toContain("/ui/mappings/dry-run/d-1");
  });

  test("that somebody else overtook is refused, and the draft is kept", async () => {
    const { mapFlux, openPanel, overlay, page, shows } = await mappingScreen({
      "POST /ui/mappings/dry-run": done,
      "PUT /ui/mappings": refusal(409, "The mapping was changed meanwhile."),
    });
    await mapFlux();
    openPanel("try-and-save");
    const panel = () => overlay("open-try-and-save");
    await soon(() => expect(panel().find(Button, { testId: "save-mapping" }).props.disabled).toBe(false));
    panel().find(Button, { testId: "save-mapping" }).trigger("onClick");
    await shows("The mapping was changed meanwhile.");
    expect(page()).toContain("Before it is saved");
  });

  test("outlives a look at another screen, and is gone when it is discarded", async () => {
    const { mapFlux, mocks, shows, press, page } = await mappingScreen({ "GET /ui/unmapped": { products: [], cursor: null } });
    await mapFlux();
    mocks.setPageLocation({ path: "/unmapped", params: {} });
    await shows("No deal waits");
    mocks.setPageLocation({ path: "/mapping", params: {} });
    await shows("Before it is saved");
    press("Discard");
    await soon(() => expect(page()).not.toContain("Before it is saved"));
    expect(page()).toContain("Not mapped");
  });
});

describe("the history and the file", () => {
  test("say who changed what and when, and take it back", async () => {
    const { openRow, sent, shows } = await mappingScreen({
      "GET /ui/mappings/history": { entries: history, cursor: null },
      "POST /ui/mappings/undo": { ...mapping, version: 5, products: [] },
    });
    const panel = openRow("mapping-history");
    await soon(() => expect(panel().find(Accordion).props.title).toBe("Version 4: Saved on the Finance desk"));
    expect(textOf(panel())).toContain("finance@northwind.example, Nov 25, 2026, 4:30 AM, 5 changes");
    expect(textOf(panel())).toContain("Products, Set-up nothing Onboarding and 4 more");
    panel().find(LoadingButton).trigger("onClick");
    await shows("Version 5");
    expect(sent()).toEqual([["POST /ui/mappings/undo", { version: 4 }]]);
  });

  test("are exported as text to copy", async () => {
    const { openRow, mocks, calls } = await mappingScreen({ "GET /ui/mappings/export": { fileName: "mapping.csv", text: "list,key" } });
    const panel = openRow("mapping-files");
    await soon(() => panel().find(LoadingButton));
    panel()
      .find(LoadingButton, ({ text }) => text === "Show as CSV")
      .trigger("onClick");
    await soon(() => expect(panel().find(TextArea).props).toMatchObject({ label: "mapping.csv", value: "list,key" }));
    expect(calls.at(-1)?.query.get("format")).toBe("csv");
    panel()
      .find(Button, ({ text }) => text === "Copy")
      .trigger("onClick");
    expect(mocks.actions.copyTextToClipboard.calls).toEqual([["list,key"]]);
  });

  test("are imported only after the changes were shown and nothing is wrong", async () => {
    const change = { path: "Terms, net 60", before: "", after: "Net 60" };
    const answers = [
      { faults: [{ line: 3, message: "Item 99 is not in QuickBooks." }], faultCount: 1, changes: [], changeCount: 0, mapping: null },
      { faults: [], faultCount: 0, changes: [change], changeCount: 1, mapping: null },
      { faults: [], faultCount: 0, changes: [change], changeCount: 1, mapping: { ...mapping, version: 5 } },
    ];
    const { openRow, shows, sent } = await mappingScreen({ "POST /ui/mappings/import": () => answers.shift() ?? {} });
    const panel = openRow("mapping-files");
    await soon(() => panel().find(TextArea, { name: "import" }));
    const button = (label: string) => panel().find(LoadingButton, ({ text }) => text === label);
    panel().find(TextArea, { name: "import" }).props.onInput?.("{}");
    await soon(() => expect(button("Check").props.disabled).toBe(false));
    button("Check").trigger("onClick");
    await soon(() => expect(textOf(panel())).toContain("Line 3: Item 99 is not in QuickBooks."));
    expect(button("Apply").props.disabled).toBe(true);
    button("Check").trigger("onClick");
    await soon(() => expect(textOf(panel())).toContain("Terms, net 60 nothing Net 60"));
    await soon(() => expect(button("Apply").props.disabled).toBe(false));
    button("Apply").trigger("onClick");
    await shows("Version 5");
    expect(sent().map(([, body]) => (body as { apply: boolean }).apply)).toEqual([false, false, true]);
  });
});
