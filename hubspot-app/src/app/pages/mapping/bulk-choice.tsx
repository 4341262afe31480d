import { Box, Button, Flex, Select } from "@hubspot/ui-extensions";
import { useState } from "react";

type Props = { label: string; options: { label: string; value: string }[]; apply(value: string): void };

/** One choice for everything that is selected. */
export function BulkChoice({ label, options, apply }: Props) {
  const [chosen, choose] = useState("");
  return (
    <Flex direction="row" gap="small" align="end">
      <Box flex={1}>
        <Select
          label={label}
          name={`bulk ${label}`}
          placeholder="Choose"
          value={chosen}
          options={options}
          onChange={(value) => choose(String(value))}
        />
      </Box>
      <Button size="sm" disabled={chosen === ""} onClick={() => apply(chosen)}>
        Set
      </Button>
    </Flex>
  );
}
