/** A buyer in two currencies has two customers, so the currency is part of the key (RULES §2). For orders it is the order's. */
export type LinkKey = {
  connectionId: string;
  recordType: "customer" | "order";
  /** The CRM record: "company:123" or "contact:9" for customers, the deal's id for orders. */
  recordId: string;
  currency: string;
};

/** A record of the CRM and the record of the ERP that it stands for; `how` they came together, and why. */
export type Link = LinkKey & { externalId: string; how: "found" | "created" | "chosen"; reasons: string[] };

/** The stored cross-references between records of the CRM and of the ERP. */
export type Links = {
  find(key: LinkKey): Promise<Link | null>;
  /** The link that points at an ERP record, if any. */
  findByExternal(connectionId: string, recordType: LinkKey["recordType"], externalId: string): Promise<Link | null>;
  /** Throws conflict when another record is linked to the same ERP record. */
  save(link: Link): Promise<void>;
  remove(key: LinkKey): Promise<void>;
  /** Moves links and intents of a record that was merged into another, unless that one has its own. Answers how many. */
  repoint(move: { recordType: LinkKey["recordType"]; from: string; to: string }): Promise<number>;
  /** All links of orders. */
  listOrders(): Promise<Link[]>;
  /** All links of customers of one company. */
  listCustomers(connectionId: string): Promise<Link[]>;
  /** The links of these ERP records. */
  ofExternals(connectionId: string, recordType: LinkKey["recordType"], externalIds: string[]): Promise<Link[]>;
  /** The customers that a company or contact of the CRM stands for, in every currency and company. */
  customersOf(recordId: string): Promise<Link[]>;
};
