import { RecordCard } from "../extension/record-card.tsx";
import { Associations } from "../parts/associations.tsx";
import { PropertySection } from "../parts/property-section.tsx";
import { useRecord } from "../parts/record-source.ts";
import { PageLink } from "../parts/route.tsx";
import { Shown } from "../parts/shown.tsx";
import { COMPANY_SECTIONS } from "./record-sections.ts";

/** One company: its properties, Tieout's card, its deals and its people. */
export function CompanyRecord({ id }: { id: string }) {
  const [live, writer, refresh] = useRecord("companies", id);
  const [about, ...rest] = COMPANY_SECTIONS;
  return (
    <Shown live={live} what="the company">
      {(page) => (
        <div className="record">
          <aside className="record-left" aria-label="About this company">
            <section className="panel">
              <PageLink to="/companies" className="back">
                ‹ Companies
              </PageLink>
              <h1 className="record-title">{page.record.properties["name"] ?? "Company"}</h1>
              <p className="faint">{page.record.properties["domain"]}</p>
            </section>
            {about && <PropertySection {...about} page={page} writer={writer} />}
          </aside>
          <div className="record-middle record-stack">
            <section className="panel" aria-label="Company">
              <RecordCard page={page} bundleUrl="/assets/company-card.js" title="QuickBooks account" refresh={refresh} />
            </section>
            <Associations title="Deals" records={page.associated.deals} stages={page.stages} />
            {rest.map((section) => (
              <PropertySection key={section.title} {...section} page={page} writer={writer} />
            ))}
          </div>
          <aside className="record-right" aria-label="Associations">
            <Associations title="Contacts" records={page.associated.contacts} />
          </aside>
        </div>
      )}
    </Shown>
  );
}
