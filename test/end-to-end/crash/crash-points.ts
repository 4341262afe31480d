import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "rolldown/parseAst";

const API = join(import.meta.dirname, "../../../api");

/** The ports whose calls leave the process. A transaction is one call: within it nothing is done before its end. */
const PORTS = new Set(["Store", "Crm", "Erp", "Alerts", "Journal", "Clock", "CrmOAuth", "ErpOAuth"]);
/** What has a method of such a name and is no port: a transaction, and what a push has read before it. */
const NO_PORTS = new Set(["tx", "start"]);
const ALONE = "readJoiningCompany";

type Node = { type: string; start: number; [part: string]: unknown };

/** A call of a port in a flow, at which a process may end: "push-deal.ts unclear: inPortal", and the second of its kind there with a 2. */
export type CrashPoint = { name: string; file: string; line: number; method: string };

/** Every place in `api/flows` where a port is called, read from the source. */
export function crashPoints(): CrashPoint[] {
  const methods = portMethods();
  return filesOf("flows").flatMap(({ file, text, tree }) => {
    const points: CrashPoint[] = [];
    visit(tree, [], (node, functions) => {
      const called = calledIn(node);
      const method = nameOf(called);
      if (!called || method === null || !methods.has(method) || NO_PORTS.has(rootOf(node))) return;
      const line = text.slice(0, called.start).split("\n").length;
      const name = `${file} ${functions.at(-1) ?? "top"}: ${method}`;
      const before = points.filter((point) => point.name.startsWith(name)).length;
      points.push({ name: before === 0 ? name : `${name} ${before + 1}`, file, line, method });
    });
    return points;
  });
}

/** The methods of the ports that answer later: whatever a flow awaits of the world outside. */
function portMethods(): Set<string> {
  const methods = new Set<string>([ALONE]);
  for (const { tree } of filesOf("ports")) {
    visit(tree, [], (node) => {
      if (node.type !== "TSTypeAliasDeclaration" || !PORTS.has(nameOf(node["id"] as Node) ?? "")) return;
      for (const member of ((node["typeAnnotation"] as Node)["members"] ?? []) as Node[]) {
        const answer = (member["returnType"] as Node | undefined)?.["typeAnnotation"] as Node | undefined;
        if (member.type === "TSMethodSignature" && nameOf(answer?.["typeName"] as Node) === "Promise")
          methods.add(nameOf(member["key"] as Node) ?? "");
      }
    });
  }
  return methods;
}

function filesOf(folder: string): { file: string; text: string; tree: Node }[] {
  const files = readdirSync(join(API, folder)).filter((name) => name.endsWith(".ts"));
  return files.toSorted().map((file) => {
    const text = readFileSync(join(API, folder, file), "utf8");
    return { file, text, tree: parseAst(text, { lang: "ts" }) as unknown as Node };
  });
}

/** What may be a method of a port: a member, or the one port that is a function. */
function calledIn(node: Node): Node | undefined {
  if (node.type === "MemberExpression" && node["computed"] !== true) return node["property"] as Node;
  const called = node.type === "CallExpression" ? (node["callee"] as Node) : undefined;
  return nameOf(called) === ALONE ? called : undefined;
}

const nameOf = (node: Node | undefined): string | null => (node?.type === "Identifier" ? (node["name"] as string) : null);

/** "needs" of `needs.crm(portalId).readDeal`. */
function rootOf(node: Node): string {
  const inner = (node["object"] ?? node["callee"] ?? node["argument"]) as Node | undefined;
  return inner ? rootOf(inner) : (nameOf(node) ?? node.type);
}

/** `functions` are the names of the functions around a node, the innermost last. */
function visit(node: unknown, functions: string[], see: (node: Node, functions: string[]) => void): void {
  if (Array.isArray(node)) for (const each of node as unknown[]) visit(each, functions, see);
  if (!isNode(node)) return;
  see(node, functions);
  const isFunction = node.type === "FunctionDeclaration" || (node["init"] as Node | null)?.type === "ArrowFunctionExpression";
  const name = isFunction ? nameOf(node["id"] as Node) : null;
  const inside = name === null ? functions : [...functions, name];
  for (const part of Object.values(node)) if (typeof part === "object") visit(part, inside, see);
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
