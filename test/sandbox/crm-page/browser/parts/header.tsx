import { usePerson } from "./person.tsx";
import { PageLink } from "./route.tsx";

type Props = { side: "hubspot" | "quickbooks"; path: string };

/** The bar on top: which side one is on, where on it, and who one is. */
export function Header({ side, path }: Props) {
  const { config, user, become } = usePerson();
  const onQuickBooks = side === "quickbooks";
  const onDesk = path.startsWith("/finance-desk");
  const onSettings = path === "/settings";
  const onCompanies = path.startsWith("/companies") || path.includes("/0-2/");
  return (
    <header className="bar">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <nav className="bar-sides" aria-label="Systems">
        <PageLink to="/" current={!onQuickBooks}>
          HubSpot
        </PageLink>
        <PageLink to="/quickbooks" current={onQuickBooks}>
          QuickBooks
        </PageLink>
      </nav>
      {!onQuickBooks && (
        <nav className="bar-pages" aria-label="HubSpot">
          <PageLink to="/" current={!onCompanies && !onDesk && !onSettings}>
            Deals
          </PageLink>
          <PageLink to="/companies" current={onCompanies}>
            Companies
          </PageLink>
          <PageLink to="/finance-desk" current={onDesk}>
            Finance desk
          </PageLink>
          <PageLink to="/settings" current={onSettings}>
            Settings
          </PageLink>
        </nav>
      )}
      <span className="bar-note">Simulated</span>
      <label className="bar-user">
        <span>Signed in as</span>
        <select aria-label="User" value={user.id} onChange={(event) => become(Number(event.target.value))}>
          {config.users.map(({ id, firstName, lastName, kind }) => (
            <option key={id} value={id}>
              {firstName} {lastName} ({kind})
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
