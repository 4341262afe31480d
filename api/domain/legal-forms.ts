/** Each legal form as it is kept, and the ways in which people write it once the name is folded. */
const FORMS: Record<string, string> = {
  inc: "inc, incorporated, incorporation",
  corp: "corp, corporation",
  co: "co, company",
  llc: "llc, limited liability company, limited liability co",
  llp: "llp, limited liability partnership",
  lllp: "lllp",
  lp: "lp, limited partnership",
  pllc: "pllc",
  pc: "pc, professional corporation",
  ltd: "ltd, limited, 有限公司",
  plc: "plc, public limited company",
  cic: "cic, community interest company",
  "pty ltd": "pty ltd, pty limited, pty, proprietary limited",
  "pvt ltd": "pvt ltd, pvt limited, private limited, private ltd",
  "pte ltd": "pte ltd, pte limited, pte",
  "sdn bhd": "sdn bhd, sendirian berhad",
  bhd: "bhd, berhad",
  gmbh: "gmbh, mbh, gesmbh, gesellschaft mit beschrankter haftung",
  ggmbh: "ggmbh",
  ug: "ug haftungsbeschrankt, ug, unternehmergesellschaft",
  ag: "ag, aktiengesellschaft",
  kg: "kg, kommanditgesellschaft",
  "gmbh co kg": "gmbh and co kg, gmbh co kg",
  "ag co kg": "ag and co kg, ag co kg",
  kgaa: "kgaa",
  ohg: "ohg, offene handelsgesellschaft",
  gbr: "gbr",
  ek: "ek, eingetragener kaufmann",
  ev: "ev, eingetragener verein",
  eg: "eg, eingetragene genossenschaft",
  se: "se, societas europaea",
  sa: "sa, societe anonyme, sociedad anonima, sociedade anonima, societa anonima",
  sas: "sas",
  sasu: "sasu",
  sarl: "sarl, societe a responsabilite limitee",
  eurl: "eurl",
  snc: "snc",
  sci: "sci",
  spa: "spa, societa per azioni",
  srl: "srl, societa a responsabilita limitata, sociedad de responsabilidad limitada",
  srls: "srls",
  sl: "sl, sociedad limitada",
  slu: "slu",
  sau: "sau",
  "sa de cv": "sa de cv",
  "sab de cv": "sab de cv",
  "s de rl de cv": "s de rl de cv, s de rl",
  ltda: "ltda, limitada",
  lda: "lda",
  eireli: "eireli",
  bv: "bv, besloten vennootschap",
  bvba: "bvba, sprl",
  nv: "nv, naamloze vennootschap",
  vof: "vof",
  cv: "cv",
  ab: "ab, aktiebolag",
  as: "as, aksjeselskap, aktieselskab, anonim sirketi",
  asa: "asa, allmennaksjeselskap",
  aps: "aps, anpartsselskab",
  oy: "oy, osakeyhtio",
  oyj: "oyj",
  sro: "sro, spol sro",
  "sp zoo": "sp zoo, spolka zoo, spolka z ograniczona odpowiedzialnoscia",
  kft: "kft",
  zrt: "zrt",
  nyrt: "nyrt",
  doo: "doo",
  ood: "ood",
  eood: "eood",
  uab: "uab",
  sia: "sia",
  "ltd sti": "ltd sti, limited sirketi",
  kk: "kk, kabushiki kaisha, kabushiki gaisha, 株式会社, 株",
  gk: "gk, godo kaisha, 合同会社",
  yk: "yk, yugen kaisha, 有限会社, 有",
  "cn jsc": "股份有限公司",
  "kr jsc": "주식회사, 주",
  "kr ltd": "유한회사",
  ooo: "ooo, ооо",
  ao: "ао",
  oao: "oao, оао",
  zao: "zao, зао",
  pao: "pao, пао",
  jsc: "jsc, joint stock company",
  pjsc: "pjsc",
  wll: "wll",
  fze: "fze",
  "fz llc": "fz llc",
  dmcc: "dmcc",
  ae: "αε",
  epe: "επε",
  tbk: "tbk",
};

const BY_SPELLING = new Map(Object.entries(FORMS).flatMap(([form, written]) => written.split(", ").map((each) => [each, form] as const)));
const MOST_WORDS = Math.max(...[...BY_SPELLING.keys()].map((written) => written.split(" ").length));

/** Those that stand before a name as often as behind it. */
const LEADING = new Set([
  "株式会社",
  "株",
  "合同会社",
  "有限会社",
  "有",
  "주식회사",
  "주",
  "유한회사",
  "ooo",
  "ооо",
  "oao",
  "оао",
  "zao",
  "зао",
  "pao",
  "пао",
  "ао",
]);

/** Written without a space to the name. */
export const ATTACHED = /(株式会社|合同会社|有限会社|股份有限公司|(?<!股份)有限公司|주식회사|유한회사)/gu;

/** The words of a folded name without its legal form, and that form: "inc" for Incorporated; "" where it has none. */
export function splitLegalForm(words: readonly string[]): { base: string[]; form: string } {
  let base = [...words];
  const forms: string[] = [];
  for (;;) {
    const found = formAtEnd(base);
    if (!found) break;
    forms.unshift(found.form);
    base = base.slice(0, -found.length);
    // What joined two forms, as in "Smith and Co", belongs to neither.
    if (base.length > 1 && base.at(-1) === "and") base = base.slice(0, -1);
  }
  const [first = ""] = base;
  if (forms.length === 0 && base.length > 1 && LEADING.has(first)) return { base: base.slice(1), form: BY_SPELLING.get(first) ?? "" };
  return { base, form: joined(forms) };
}

function formAtEnd(words: readonly string[]): { form: string; length: number } | null {
  for (let length = Math.min(MOST_WORDS, words.length - 1); length > 0; length -= 1) {
    const form = BY_SPELLING.get(words.slice(-length).join(" "));
    if (form !== undefined) return { form, length };
  }
  return null;
}

/** "Co" says nothing beside another form: Co Ltd is Ltd. */
function joined(forms: readonly string[]): string {
  const telling = forms.filter((form) => form !== "co");
  return telling.length > 0 ? telling.join(" ") : forms.length > 0 ? "co" : "";
}
