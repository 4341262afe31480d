import type { CrmRecord, Stage } from "../../page-api.ts";
import { PageLink } from "./route.tsx";
import { StageTag } from "./tags.tsx";
import { money } from "./words.ts";

type Props = { title: string; records: CrmRecord[]; stages?: Stage[] };

/** The records of one type that hang on this one. */
export function Associations({ title, records, stages = [] }: Props) {
  return (
    <section className="panel" aria-label={title}>
      <h2 className="panel-title">
        {title} ({records.length})
      </h2>
      {records.length === 0 && <p className="faint">None.</p>}
      <ul className="related">
        {records.map((record) => (
          <li key={record.id} className="related-record">
            <Related record={record} stages={stages} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Related({ record: { type, id, properties }, stages }: { record: CrmRecord; stages: Stage[] }) {
  if (type === "contacts") {
    return (
      <>
        <strong>{[properties["firstname"], properties["lastname"]].filter(Boolean).join(" ") || "Contact"}</strong>
        <span className="faint">{properties["email"]}</span>
        <span className="faint">{properties["jobtitle"]}</span>
      </>
    );
  }
  if (type === "deals") {
    return (
      <>
        <PageLink to={`/deals/${id}`} className="hs-link">
          {properties["dealname"] ?? id}
        </PageLink>
        <span>{money(properties["amount"], properties["deal_currency_code"] ?? "USD")}</span>
        <span>
          <StageTag stage={stages.find((stage) => stage.id === properties["dealstage"]) ?? null} />
        </span>
      </>
    );
  }
  const place = [properties["address"], properties["city"], properties["state"], properties["zip"]].filter(Boolean).join(", ");
  return (
    <>
      <PageLink to={`/companies/${id}`} className="hs-link">
        {properties["name"] ?? id}
      </PageLink>
      <span className="faint">{properties["domain"]}</span>
      <span className="faint">{place}</span>
    </>
  );
}
