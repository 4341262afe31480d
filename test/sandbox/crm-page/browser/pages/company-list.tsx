import type { CompanyRow } from "../../page-api.ts";
import { useLive } from "../parts/live.ts";
import { PageLink } from "../parts/route.tsx";
import { Shown } from "../parts/shown.tsx";
import { money } from "../parts/words.ts";

/** Every company of the portal. */
export function CompanyList() {
  const [companies] = useLive<CompanyRow[]>("/companies");
  return (
    <div className="list-page">
      <header className="list-head">
        <div>
          <h1 className="page-title">Companies</h1>
          <p className="page-note">{companies.state === "ready" ? `${companies.value.length} records` : " "}</p>
        </div>
      </header>
      <Shown live={companies} what="the companies">
        {(rows) => <CompanyTable companies={rows} />}
      </Shown>
    </div>
  );
}

function CompanyTable({ companies }: { companies: CompanyRow[] }) {
  if (companies.length === 0) return <p className="nothing">This portal has no companies yet.</p>;
  return (
    <div className="hs-table-box hs-table-bordered sheet">
      <table className="hs-table stacked" aria-label="Companies">
        <thead>
          <tr>
            <th scope="col">Company name</th>
            <th scope="col">Domain</th>
            <th scope="col">City</th>
            <th scope="col" className="number">
              Deals
            </th>
            <th scope="col" className="number">
              Open balance
            </th>
          </tr>
        </thead>
        <tbody>
          {companies.map((company) => (
            <tr key={company.id}>
              <td className="cell-name">
                <PageLink to={`/companies/${company.id}`} className="hs-link">
                  {company.name}
                </PageLink>
              </td>
              <td data-label="Domain">{company.domain ?? "--"}</td>
              <td data-label="City">{company.city ?? "--"}</td>
              <td data-label="Deals" className="number">
                {company.deals}
              </td>
              <td data-label="Open balance" className="number">
                {money(company.balance, company.currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
