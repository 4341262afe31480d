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

type Where = NonNullable<Finding["where"]>;

/** A finding that stops the push until it is mended. */
export function errorFinding(code: string, fixBy: FixBy, message: string, where?: Where): Finding {
  return { code, level: "error", message, fixBy, ...(where && { where }) };
}

/** A finding that a person should know, with which the push may go on. */
export function warningFinding(code: string, fixBy: FixBy, message: string, where?: Where): Finding {
  return { code, level: "warning", message, fixBy, ...(where && { where }) };
}

/** True when one of them stops the push. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.level === "error");
}
