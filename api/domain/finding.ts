/** Who can mend a finding. */
export type FixBy = "rep" | "finance" | "admin";

/** One thing preflight noticed: what is wrong, who can mend it, where. An error stops the push, a warning does not. */
export type Finding = {
  code: string;
  level: "error" | "warning";
  message: string;
  fixBy: FixBy;
  where?: { object: "deal" | "company" | "contact" | "lineItem"; id: string; property?: string };
};
