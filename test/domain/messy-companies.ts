import type { CustomerFacts } from "../../api/domain/erp-facts.ts";
import type { Buyer } from "../../api/domain/sale.ts";
import type { Random } from "../sandbox/wire/random.ts";

/** A company as it truly is. `family` holds a parent, its subsidiaries and branches, which share mailbox, domain or address. */
export type TrueCompany = {
  id: number;
  family: number;
  words: string[];
  form: string;
  mailbox: string;
  domain: string;
  phone: string;
  street: string;
  postcode: string;
  taxId: string;
};

const FIRST =
  "Acme Apex Atlas Beacon Birch Blue Bright Cedar Clear Coastal Copper Crest Delta Eagle Ember Falcon First Fox Glacier Golden Granite Green Harbor Iron Juniper Keystone Lake Liberty Lumen Maple Meridian Midland Nova Oak Ocean Onyx Orchard Pacific Pine Pioneer Prairie Quantum Red Ridge River Sable Salt Sierra Silver Stone Summit Sun Swift Terra Timber Trident Union Valley Vista West Willow Zenith".split(
    " ",
  );
const SECOND =
  "Analytics Automotive Bakery Biotech Brewing Builders Capital Care Chemical Clinic Coffee Concrete Consulting Dairy Dental Design Digital Dynamics Electric Energy Engineering Farms Films Financial Foods Freight Furniture Gaming Hardware Health Homes Hospitality Industries Insurance Interiors Labs Legal Logistics Machine Marine Media Metals Motors Networks Optics Outfitters Packaging Partners Pharma Plastics Plumbing Printing Robotics Security Seeds Semiconductor Software Solar Steel Studios Supply Systems Textiles Tools Toys Trading Travel Ventures Wine".split(
    " ",
  );
const THIRD =
  "Group Holdings International Services Technologies Solutions Associates Brothers Company Global National Enterprises Works Collective Distribution Manufacturing".split(
    " ",
  );
const FORMS = ["Inc", "LLC", "Corp", "Ltd", "LP", ""];
const SPELLED: Record<string, string[]> = {
  Inc: ["Inc", "Inc.", ", Inc.", "Incorporated", "INC"],
  LLC: ["LLC", "L.L.C.", ", LLC", "Llc", "Limited Liability Company"],
  Corp: ["Corp", "Corp.", "Corporation", "CORP"],
  Ltd: ["Ltd", "Ltd.", "Limited", "LTD"],
  LP: ["LP", "L.P.", "Limited Partnership"],
  "": [""],
};

/** Families of one to four companies each, until there are `count`. */
export function trueCompanies(random: Random, count: number): TrueCompany[] {
  const companies: TrueCompany[] = [];
  for (let family = 0; companies.length < count; family += 1) {
    const head = company(random, companies.length, family);
    companies.push(head);
    if (random.next() < 0.35)
      for (let more = 1 + random.integer(3); more > 0; more -= 1) companies.push(relative(random, head, companies.length, more));
  }
  return companies.slice(0, count);
}

function company(random: Random, id: number, family: number): TrueCompany {
  const words = [random.pick(FIRST), random.pick(SECOND), ...(random.next() < 0.5 ? [random.pick(THIRD)] : [])];
  if (random.next() < 0.7) words.unshift(syllables(random));
  const domain = `${words.join("").toLowerCase()}${random.next() < 0.5 ? family : ""}.example`;
  return {
    ...{ id, family, words, domain, form: random.pick(FORMS), mailbox: `ap@${domain}` },
    phone: `212${random.integer(8) + 2}${String(random.integer(1_000_000)).padStart(6, "0")}`,
    street: `${1 + random.integer(9_999)} ${random.pick(FIRST)} Street`,
    postcode: String(10_000 + random.integer(80_000)),
    taxId: String(100_000_000 + random.integer(800_000_000)),
  };
}

const CONSONANTS = "b c d f g h k l m n p r s t v z".split(" ");
const VOWELS = "a e i o u".split(" ");
/** What a real company name has that no list has. */
const syllables = (random: Random) => {
  const made = Array.from({ length: 2 + random.integer(2) }, () => random.pick(CONSONANTS) + random.pick(VOWELS)).join("");
  return made.charAt(0).toUpperCase() + made.slice(1);
};

/** Another company of the same people: a branch, a store, another legal form, a subsidiary with the parent's mailbox. */
function relative(random: Random, head: TrueCompany, id: number, number: number): TrueCompany {
  const shared = {
    mailbox: head.mailbox,
    domain: head.domain,
    ...(random.next() < 0.5 && { street: head.street, postcode: head.postcode, phone: head.phone }),
  };
  const own = { ...company(random, id, head.family), ...shared };
  const kind = random.integer(4);
  if (kind === 0) return { ...own, words: [...head.words, "Store", String(10 + number)], form: head.form };
  if (kind === 1) return { ...own, words: [...head.words, random.pick(["East", "West", "North"]), String(number)], form: head.form };
  if (kind === 2)
    return { ...own, words: [...head.words.slice(0, -1), random.pick(SECOND), random.pick(THIRD), String(number)], form: head.form };
  return {
    ...own,
    words: [...head.words, random.pick(THIRD), String.fromCharCode(64 + number)],
    form: head.form === "LLC" ? "Inc" : "LLC",
  };
}

/** The company as somebody typed it into the CRM. */
export function messyBuyer(random: Random, truth: TrueCompany, base: Buyer): Buyer {
  const known = sometimes(random);
  const address = known(0.8, { street: mess(random, truth.street), zip: truth.postcode });
  const email = known(0.75, random.next() < 0.8 ? truth.mailbox : `jane.doe@${truth.domain}`);
  return {
    ...base,
    recordId: String(truth.id),
    name: messyName(random, truth),
    domain: known(0.7, truth.domain),
    email,
    phone: known(0.6, truth.phone),
    taxId: known(0.1, truth.taxId),
    billing: { ...base.billing, street: address?.street ?? null, zip: address?.zip ?? null },
  };
}

/** The company as the bookkeeper typed it. */
export function messyCustomer(random: Random, truth: TrueCompany, base: CustomerFacts): CustomerFacts {
  const known = sometimes(random);
  const address = known(0.75, { street: mess(random, truth.street), postcode: truth.postcode });
  return {
    ...base,
    id: String(truth.id),
    name: messyName(random, truth),
    email: known(0.8, random.next() < 0.8 ? truth.mailbox : `billing@${truth.domain}`),
    phone: known(0.6, `(${truth.phone.slice(0, 3)}) ${truth.phone.slice(3, 6)}-${truth.phone.slice(6)}`),
    taxId: known(0.1, truth.taxId),
    street: address?.street ?? null,
    postcode: address?.postcode ?? null,
  };
}

const sometimes =
  (random: Random) =>
  <T>(share: number, value: T): T | null =>
    random.next() < share ? value : null;

function messyName(random: Random, { words, form }: TrueCompany): string {
  const shown = random.next() < 0.1 ? "" : random.pick(SPELLED[form] ?? [form]);
  const name = words.map((word) => (random.next() < 0.03 ? mistyped(random, word) : word)).join(" ");
  const whole = `${random.next() < 0.05 ? "The " : ""}${name}${shown.startsWith(",") ? "" : " "}${shown}`.trim();
  return mess(random, whole);
}

function mess(random: Random, text: string): string {
  return random.pick([
    (t: string) => t,
    (t: string) => t,
    (t: string) => t.toUpperCase(),
    (t: string) => t.toLowerCase(),
    (t: string) => t.replaceAll(" ", "  "),
  ])(text);
}

function mistyped(random: Random, word: string): string {
  const at = random.integer(word.length);
  return random.pick([word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + word.charAt(at) + word.slice(at), `${word}s`]);
}
