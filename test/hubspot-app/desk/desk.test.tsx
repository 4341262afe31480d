import { Button, EmptyState, ErrorState, LoadingSpinner, Tab, Tabs } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import { desk } from "./desk-on-page.tsx";
import { discounted } from "./example-approvals.ts";
import { finance } from "./example-me.ts";
import { refusal } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());
const approvals = { "GET /ui/approvals": { approvals: [discounted], cursor: null } };
const unmapped = { "GET /ui/unmapped": { products: [], cursor: null } };

describe("the Finance desk", () => {
  test("asks who is here, and says so while it does", async () => {
    const { find, shows, calls } = desk("/", approvals);
    expect(find(LoadingSpinner).props.label).toBe("The Finance desk: reading");
    await shows("Globex platform 2027");
    expect(calls.map(({ path }) => path)).toEqual(["/ui/me", "/ui/breaker", "/ui/setup", "/ui/approvals"]);
  });

  test.each(["viewer", "pusher"] as const)("tells a %s which role it needs and who gives it, and reads nothing else", async (role) => {
    const { shows, find, calls } = desk("/", { "GET /ui/me": { ...finance, role } });
    await shows(`It needs the role finance; yours is ${role}. A Tieout admin gives roles`);
    expect(find(EmptyState).props.title).toBe("The Finance desk is for finance");
    expect(calls).toHaveLength(1);
  });

  test("is open to an admin", async () => {
    const { shows } = desk("/", { ...approvals, "GET /ui/me": { ...finance, role: "admin" } });
    await shows("Globex platform 2027");
  });

  test("that cannot be read says why and tries again", async () => {
    const { shows, find, page, routes } = desk("/", { ...approvals, "GET /ui/me": refusal(401, "This account has not installed Tieout.") });
    await shows("This account has not installed Tieout.");
    expect(find(ErrorState).props.title).toBe("The Finance desk cannot be shown");
    routes["GET /ui/me"] = finance;
    find(Button, ({ text }) => text === "Try again").trigger("onClick");
    await shows("Globex platform 2027");
    expect(page()).not.toContain("has not installed");
  });

  test("shows the screen that the address names, and reads for no other", async () => {
    const { shows, find, calls } = desk("/unmapped", unmapped);
    await shows("No deal waits for a product to be mapped.");
    expect(find(Tabs).props.selected).toBe("unmapped");
    expect(calls.map(({ path }) => path)).toEqual(["/ui/me", "/ui/breaker", "/ui/setup", "/ui/unmapped"]);
  });

  test("shows its first screen at an address that it does not know", async () => {
    const { shows } = desk("/nowhere", approvals);
    await shows("Globex platform 2027");
  });

  test("goes to a screen's own address when its tab is pressed, and stays itself", async () => {
    const { shows, findAll, chooseTab, mocks, calls } = desk("/", { ...approvals, ...unmapped });
    await shows("Globex platform 2027");
    const titles = findAll(Tab).map(({ props }) => props.title);
    expect(titles).toEqual(expect.arrayContaining(["Approvals", "Unmapped", "Matches", "Mapping"]));
    chooseTab("desk", "unmapped");
    expect(mocks.actions.navigateToPage.calls).toEqual([[{ to: "/unmapped" }]]);
    mocks.setPageLocation({ path: "/unmapped", params: {} });
    await shows("No deal waits for a product to be mapped.");
    expect(calls.filter(({ path }) => path === "/ui/me")).toHaveLength(1);
  });
});
