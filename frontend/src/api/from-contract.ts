/** For tests: an answer with a value of its own in every place that the contract has, so that one that is lost shows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const file = join(import.meta.dirname, "schema.gen.ts");
const contract = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

type Values = Record<string, unknown>;

function schemas(): Map<string, ts.TypeNode> {
  const found = new Map<string, ts.TypeNode>();
  const components = contract.statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === "components");
  if (!components || !ts.isInterfaceDeclaration(components)) throw new Error("no components in the contract");
  for (const part of components.members) {
    if (!ts.isPropertySignature(part) || part.name.getText() !== "schemas" || !part.type) continue;
    if (!ts.isTypeLiteralNode(part.type)) continue;
    for (const schema of part.type.members)
      if (ts.isPropertySignature(schema) && schema.type) found.set(schema.name.getText(), schema.type);
  }
  return found;
}

const SCHEMAS = schemas();

const isNull = (type: ts.TypeNode) => ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;

/** What stands before a member: "Format: date-time". */
function formatOf(member: ts.Node): string {
  const comments = ts.getLeadingCommentRanges(contract.text, member.pos) ?? [];
  const text = comments.map(({ pos, end }) => contract.text.slice(pos, end)).join("\n");
  return /Format: ([\w-]+)/.exec(text)?.[1] ?? "";
}

const DAY = 86_400_000;
const START = Date.UTC(2031, 0, 1, 8);

export class FromContract {
  private count = 0;

  /** `given`: values by path ("aufgaben.rolle") that mean something in themselves; whole parts, too. */
  constructor(private given: Record<string, unknown>) {}

  make<T>(schema: string): T {
    return this.value(this.resolve(schema), "", "", 0) as T;
  }

  private resolve(schema: string): ts.TypeNode {
    const type = SCHEMAS.get(schema);
    if (!type) throw new Error(`no schema ${schema}`);
    return type;
  }

  private named(type: ts.TypeNode): ts.TypeNode {
    const name = /^components\["schemas"\]\["(\w+)"\]$/.exec(type.getText())?.[1];
    return name ? this.named(this.resolve(name)) : type;
  }

  /** The nr-th of several objects takes the nr-th value of each closed list. */
  private value(raw: ts.TypeNode, path: string, format: string, nr: number): unknown {
    if (path in this.given) return this.given[path];
    const type = this.named(raw);
    this.count++;
    if (ts.isParenthesizedTypeNode(type)) return this.value(type.type, path, format, nr);
    if (ts.isUnionTypeNode(type)) {
      const options = type.types.filter((t) => !isNull(t));
      return this.value(options[nr % options.length] as ts.TypeNode, path, format, nr);
    }
    if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return type.literal.text;
    if (ts.isIntersectionTypeNode(type))
      return Object.assign({}, ...type.types.map((t) => this.value(t, path, format, nr)));
    if (ts.isTypeLiteralNode(type)) return this.object(type, path, nr);
    if (ts.isArrayTypeNode(type))
      return Array.from({ length: this.variants(type.elementType) }, (_, i) =>
        this.value(type.elementType, path, format, i),
      );
    if (type.kind === ts.SyntaxKind.BooleanKeyword) return true;
    if (type.kind === ts.SyntaxKind.NumberKeyword) return 70_001 + this.count * 13;
    return this.text(format);
  }

  private object(type: ts.TypeLiteralNode, path: string, nr: number): Values {
    const members = type.members.filter(ts.isPropertySignature);
    return Object.fromEntries(
      members.map((m) => {
        const name = m.name.getText().replace(/"/g, "");
        const at = path === "" ? name : `${path}.${name}`;
        return [name, this.value(m.type as ts.TypeNode, at, formatOf(m), nr)];
      }),
    );
  }

  private text(format: string): string {
    const nr = this.count;
    if (format === "uuid") return `00000000-0000-4000-8000-${String(nr).padStart(12, "0")}`;
    if (format === "date") return new Date(START + nr * DAY).toISOString().slice(0, 10);
    if (format === "date-time") return new Date(START + nr * (DAY + 60_000)).toISOString();
    return `Wort${nr}x`;
  }

  /** As many as the longest closed list among the members of an object. */
  private variants(raw: ts.TypeNode): number {
    const type = this.named(raw);
    if (ts.isUnionTypeNode(type)) return type.types.length;
    if (!ts.isTypeLiteralNode(type)) return 2;
    const sizes = type.members.filter(ts.isPropertySignature).map((m) => {
      const inner = this.named(m.type as ts.TypeNode);
      return ts.isUnionTypeNode(inner) ? inner.types.filter((t) => !isNull(t)).length : 1;
    });
    return Math.max(2, ...sizes);
  }
}
