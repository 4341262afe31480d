import { useState } from "react";
import type { DealRow } from "../../page-api.ts";
import { Guide } from "../parts/guide.tsx";
import { useLive } from "../parts/live.ts";
import { PageLink } from "../parts/route.tsx";
import { Shown } from "../parts/shown.tsx";
import { Story } from "../parts/story.tsx";
import { StageTag, TieoutTag } from "../parts/tags.tsx";
import { day, money } from "../parts/words.ts";

/** Every deal of the portal. */
export function DealList() {
  const [deals] = useLive<DealRow[]>("/deals");
  const [sought, setSought] = useState("");
  return (
    <div className="list-page">
      <header className="list-head">
        <div>
          <h1 className="page-title">Deals</h1>
          <p className="page-note">{deals.state === "ready" ? `${deals.value.length} records` : " "}</p>
        </div>
        <input
          className="control list-search"
          type="search"
          aria-label="Search deals"
          placeholder="Search name or company"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      </header>
      <Story />
      <Shown live={deals} what="the deals">
        {(rows) => (
          <>
            <Guide deals={rows} />
            <DealTable deals={rows.filter((deal) => matches(deal, sought))} sought={sought} />
          </>
        )}
      </Shown>
    </div>
  );
}

function matches({ name, company }: DealRow, sought: string): boolean {
  return `${name} ${company?.name ?? ""}`.toLowerCase().includes(sought.trim().toLowerCase());
}

function DealTable({ deals, sought }: { deals: DealRow[]; sought: string }) {
  if (deals.length === 0) {
    return <p className="nothing">{sought ? `No deal matches “${sought}”.` : "This portal has no deals yet."}</p>;
  }
  return (
    <div className="hs-table-box hs-table-bordered sheet">
      <table className="hs-table stacked" aria-label="Deals">
        <thead>
          <tr>
            <th scope="col">Deal name</th>
            <th scope="col">Deal stage</th>
            <th scope="col" className="number">
              Amount
            </th>
            <th scope="col">Close date</th>
            <th scope="col">Company</th>
            <th scope="col">Tieout</th>
          </tr>
        </thead>
        <tbody>
          {deals.map((deal) => (
            <tr key={deal.id}>
              <td className="cell-name">
                <PageLink to={`/deals/${deal.id}`} className="hs-link">
                  {deal.name}
                </PageLink>
              </td>
              <td data-label="Stage">
                <StageTag stage={deal.stage} />
              </td>
              <td data-label="Amount" className="number">
                {money(deal.amount, deal.currency)}
              </td>
              <td data-label="Close date">{day(deal.closeDate)}</td>
              <td data-label="Company">
                {deal.company ? <PageLink to={`/companies/${deal.company.id}`}>{deal.company.name}</PageLink> : "--"}
              </td>
              <td data-label="Tieout">
                <TieoutTag state={deal.tieoutState} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
