import { Text } from "@hubspot/ui-extensions";
import { useEffect } from "react";
import { describe, expect, test, vi } from "vitest";
import { PATIENCE_MS, patientRenderer } from "./patient-renderer.ts";

describe("what a test opens", () => {
  const closed = vi.fn();

  test("is open as long as the test", async () => {
    const Card = () => {
      useEffect(() => closed, []);
      return <Text>Here</Text>;
    };
    const { render, find, waitFor } = patientRenderer("crm.record.tab");
    render(<Card />);
    await waitFor(() => find(Text));
    expect(closed).not.toHaveBeenCalled();
  });

  test("is closed when the next begins", async () => {
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), PATIENCE_MS);
  });
});
