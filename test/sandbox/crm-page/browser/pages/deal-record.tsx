import type { RecordPage } from "../../page-api.ts";
import { Tab, Tabs } from "../components/tabs.tsx";
import { RecordCard } from "../extension/record-card.tsx";
import { Associations } from "../parts/associations.tsx";
import { LineItems } from "../parts/line-items.tsx";
import { PropertyInput } from "../parts/property-input.tsx";
import { PropertySection } from "../parts/property-section.tsx";
import { useRecord, type RecordWriter } from "../parts/record-source.ts";
import { PageLink } from "../parts/route.tsx";
import { Shown } from "../parts/shown.tsx";
import { Workflows } from "../parts/workflows.tsx";
import { day, money } from "../parts/words.ts";
import { DEAL_SECTIONS } from "./record-sections.ts";

/** One deal: its properties, its lines, Tieout's card, and what it belongs to. */
export function DealRecord({ id }: { id: string }) {
  const [live, writer, refresh] = useRecord("deals", id);
  return (
    <Shown live={live} what="the deal">
      {(page) => (
        <div className="record">
          <aside className="record-left" aria-label="About this deal">
            <DealHead page={page} writer={writer} />
            {DEAL_SECTIONS.map((section) => (
              <PropertySection key={section.title} {...section} page={page} writer={writer} />
            ))}
          </aside>
          <section className="record-middle panel" aria-label="Deal">
            <Tabs>
              <Tab tabId="tieout" title="Tieout">
                <RecordCard page={page} bundleUrl="/assets/deal-card.js" title="Tieout" refresh={refresh} />
              </Tab>
              <Tab tabId="lines" title={`Line items (${page.associated.line_items.length})`}>
                <LineItems page={page} writer={writer} />
              </Tab>
              <Tab tabId="workflows" title="Workflows">
                <Workflows dealId={page.record.id} />
              </Tab>
            </Tabs>
          </section>
          <aside className="record-right" aria-label="Associations">
            <Associations title="Companies" records={page.associated.companies} />
            <Associations title="Contacts" records={page.associated.contacts} />
          </aside>
        </div>
      )}
    </Shown>
  );
}

function DealHead({ page, writer }: { page: RecordPage; writer: RecordWriter }) {
  const { record, stages } = page;
  const { dealname, amount, deal_currency_code, closedate, dealstage } = record.properties;
  const stageField = {
    name: "dealstage",
    label: "Deal stage",
    type: "enumeration",
    readOnly: false,
    options: stages.map(({ id, label }) => ({ value: id, label })),
  };
  return (
    <section className="panel">
      <PageLink to="/" className="back">
        ‹ Deals
      </PageLink>
      <h1 className="record-title">{dealname ?? "Deal"}</h1>
      <dl className="record-facts">
        <div>
          <dt>Amount</dt>
          <dd>{money(amount, deal_currency_code ?? "USD")}</dd>
        </div>
        <div>
          <dt>Close date</dt>
          <dd>{day(closedate)}</dd>
        </div>
      </dl>
      <StageBar stages={stages} current={dealstage ?? null} />
      <PropertyInput
        field={stageField}
        value={dealstage ?? null}
        save={(value) => writer.setProperty("deals", record.id, "dealstage", value)}
      />
    </section>
  );
}

function StageBar({ stages, current }: { stages: RecordPage["stages"]; current: string | null }) {
  const at = stages.findIndex((stage) => stage.id === current);
  const lost = stages[at]?.isClosed && !stages[at].isWon;
  const passed = stages.filter((stage) => !stage.isClosed || stage.isWon);
  return (
    <div className="stage-bar" aria-hidden="true">
      {passed.map((stage) => (
        <span key={stage.id} className={lost ? "stage-lost" : stages.indexOf(stage) <= at ? "stage-done" : undefined} title={stage.label} />
      ))}
    </div>
  );
}
