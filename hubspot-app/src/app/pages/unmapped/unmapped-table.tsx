import { Flex, LoadingButton, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatDay } from "tieout-shared/dates.ts";
import { counted } from "tieout-shared/words.ts";
import { useDesk } from "../desk/desk-context.ts";
import { MoneyStack } from "../desk/money-stack.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import { DealLinks } from "../desk/record-link.tsx";
import type { UnmappedProduct } from "./contract.ts";
import { OtherItem } from "./other-item.tsx";
import type { UnmappedInbox } from "./use-unmapped.ts";

/** One row for each product, with its best suggestion ready to approve. */
export function UnmappedTable({ products, inbox }: { products: UnmappedProduct[]; inbox: UnmappedInbox }) {
  return (
    <HeadedTable heads={["Product in HubSpot", "Deals that wait", { right: "Worth" }, "Best suggestion", "Decide"]}>
      {products.map((product) => (
        <ProductRow key={product.key} product={product} inbox={inbox} />
      ))}
    </HeadedTable>
  );
}

function ProductRow({ product, inbox }: { product: UnmappedProduct; inbox: UnmappedInbox }) {
  const { key, name, sku, deals, dealCount, money, oldest, suggestions } = product;
  const { timeZone } = useDesk();
  const [best] = suggestions;
  return (
    <TableRow>
      <TableCell>
        <Text format={{ fontWeight: "demibold" }}>{name}</Text>
        <Text variant="microcopy">{sku === null ? "No SKU" : `SKU ${sku}`}</Text>
      </TableCell>
      <TableCell>
        <DealLinks deals={deals} count={dealCount} />
        <Text variant="microcopy">{`${counted(dealCount, "deal")}${oldest === null ? "" : `, the oldest of ${formatDay(oldest, timeZone)}`}`}</Text>
      </TableCell>
      <TableCell align="right">
        <MoneyStack money={money} />
      </TableCell>
      <TableCell>
        {best ? <Text format={{ fontWeight: "demibold" }}>{best.name}</Text> : <Text>Nothing in QuickBooks is like it.</Text>}
        {best ? <Text variant="microcopy">{best.reasons.join(", ")}</Text> : null}
      </TableCell>
      <TableCell>
        <Flex direction="row" gap="small" align="center">
          {best ? (
            <LoadingButton
              size="sm"
              variant="primary"
              loading={inbox.work.busyWith === key}
              disabled={inbox.work.busyWith !== null}
              onClick={() => inbox.approve(product, best)}
              testId={`approve-${key}`}
            >
              {`Use ${best.name}`}
            </LoadingButton>
          ) : null}
          <PanelButton id={`other-${key}`} label="Other item" title={`Which item is ${name}?`}>
            {() => <OtherItem panelId={`other-${key}`} product={product} inbox={inbox} />}
          </PanelButton>
        </Flex>
      </TableCell>
    </TableRow>
  );
}
