import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const SRC = import.meta.dirname;
/** Tokens and base of both apps; every other rule is in the module beside its component. */
const GLOBAL = {
  desk: ["styles/shared.css", "styles/tokens.css", "styles/base.css"],
  antragsraum: ["styles/shared.css", "antragsraum/styles/tokens.css", "antragsraum/styles/base.css"],
};
const GLOBAL_LINES = 300;
/** Of the pages that the server writes; their templates use all of it, and nothing else. */
const PAGES = "antragsraum/seiten/seiten.css";
const TEMPLATES = join(SRC, "../../backend/internal/httpapi/seiten/vorlagen");
/** Classes of KERN, which the Antragsraum is built with. */
const KERN = /^kern-/;

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const all = files(SRC);
const read = (path: string) => readFileSync(path, "utf8");
const short = (path: string) => relative(SRC, path);
const sheets = all.filter((path) => path.endsWith(".css"));
const modules = sheets.filter((path) => path.endsWith(".module.css"));
const sources = all.filter((path) => path.endsWith(".tsx") && !path.endsWith(".test.tsx"));

/** The selectors of a sheet, each by itself, without comments; those of key frames are no selectors. */
function selectors(path: string): string[] {
  const css = read(path).replace(/\/\*.*?\*\//gs, "");
  const found = [...css.matchAll(/([^{}]+)\{/g)].map(([, head = ""]) => head.replace(/^[^;]*;/s, "").trim());
  return found
    .filter((head) => head !== "" && !head.startsWith("@") && !/^(from|to|\d+%)$/.test(head))
    .flatMap((head) => head.split(/,(?![^(]*\))/).map((one) => one.trim().replace(/\s+/g, " ")));
}

const classesIn = (selector: string) => [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name = ""]) => name);
const withoutGlobal = (selector: string) => selector.replace(/:global\([^)]*\)/g, "");
const own = (path: string) => new Set(selectors(path).flatMap((s) => classesIn(withoutGlobal(s))));
const app = (path: string) => (short(path).startsWith("antragsraum/") ? "antragsraum" : "desk");
const globals = [...new Set(Object.values(GLOBAL).flat())];
const classesOf = (paths: string[]) => new Set(paths.flatMap((path) => selectors(join(SRC, path)).flatMap(classesIn)));
const documented = { desk: classesOf(GLOBAL.desk), antragsraum: classesOf(GLOBAL.antragsraum) };

/** Every class name written as text in an expression: what `cx`, conditions and `??` let through; not what they compare. */
function texts(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return node.text.split(/\s+/).filter(Boolean);
  if (ts.isTemplateExpression(node)) return [node.getText()];
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (ts.isBinaryExpression(node))
    return /[=!]==/.test(node.operatorToken.getText()) ? [] : node.getChildren().flatMap(texts);
  if (ts.isCallExpression(node)) return node.expression.getText() === "cx" ? node.arguments.flatMap(texts) : [];
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node))
    return node.expression ? texts(node.expression) : [];
  return [];
}

interface Uses {
  imports: { name: string; from: string }[];
  members: Map<string, string[]>;
  /** Members that are not written as `styles.name`. */
  hidden: string[];
  texts: string[];
}

function usesOf(path: string): Uses {
  const uses: Uses = { imports: [], members: new Map(), hidden: [], texts: [] };
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const from = node.moduleSpecifier.text;
      if (from.endsWith(".module.css")) uses.imports.push({ name: node.importClause?.name?.text ?? "", from });
      return;
    }
    if (ts.isJsxAttribute(node) && /[cC]lassName$/.test(node.name.getText()) && node.initializer)
      uses.texts.push(...texts(node.initializer));
    if (ts.isBindingElement(node) && node.name.getText() === "className" && node.initializer)
      uses.texts.push(...texts(node.initializer));
    if (ts.isCallExpression(node) && node.expression.getText() === "cx") uses.texts.push(...texts(node));
    if (ts.isIdentifier(node) && node.text === "styles") {
      const parent = node.parent;
      if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
        uses.members.set("styles", [...(uses.members.get("styles") ?? []), parent.name.text]);
      else uses.hidden.push(parent.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

const uses = new Map(sources.map((path) => [path, usesOf(path)]));

it("keeps tokens and base small, and everything else beside a component", () => {
  const elsewhere = sheets.filter((path) => !modules.includes(path) && ![...globals, PAGES].includes(short(path)));
  expect(elsewhere.map(short)).toEqual([]);
  const lines = globals.reduce((sum, path) => sum + read(join(SRC, path)).trimEnd().split("\n").length, 0);
  expect(lines).toBeLessThanOrEqual(GLOBAL_LINES);
});

it("imports a module as `styles`, in the component it is named after and nowhere else", () => {
  const wrong = [...uses].flatMap(([path, { imports }]) =>
    imports
      .filter(({ name, from }) => name !== "styles" || from !== `./${basename(path, ".tsx")}.module.css`)
      .map(({ from }) => `${short(path)} → ${from}`),
  );
  expect(wrong).toEqual([]);
  const alone = modules.filter((path) => !uses.get(path.replace(/\.module\.css$/, ".tsx"))?.imports.length);
  expect(alone.map(short)).toEqual([]);
  const names = modules.map((path) => `${app(path)} ${basename(path)}`);
  expect(names.filter((name, nr) => names.indexOf(name) !== nr)).toEqual([]);
});

it("names no class that its module does not have, and has none that is not named", () => {
  const wrong = modules.flatMap((path) => {
    const { members, hidden } = uses.get(path.replace(/\.module\.css$/, ".tsx")) ?? usesOf("");
    const has = own(path);
    const named = new Set(members.get("styles"));
    return [
      ...hidden.map((text) => `${short(path)}: ${text} is not written as styles.name`),
      ...[...named].filter((name) => !has.has(name)).map((name) => `${short(path)}: styles.${name} is not there`),
      ...[...has].filter((name) => !named.has(name)).map((name) => `${short(path)}: .${name} is not used`),
    ];
  });
  expect(wrong).toEqual([]);
});

it("writes as text only classes of the base, and uses all of them", () => {
  const written = [...uses].flatMap(([path, { texts }]) => texts.map((name) => ({ path, name })));
  const wrong = written.filter(({ path, name }) => !documented[app(path)].has(name) && !KERN.test(name));
  expect(wrong.map(({ path, name }) => `${short(path)}: ${name}`)).toEqual([]);
  const unused = (["desk", "antragsraum"] as const).flatMap((one) => {
    const named = new Set(written.filter(({ path }) => app(path) === one).map(({ name }) => name));
    return [...documented[one]].filter((name) => !named.has(name)).map((name) => `${one}: ${name}`);
  });
  expect(unused).toEqual([]);
});

it("styles what is global in one place", () => {
  const seen = new Map<string, string>();
  const twice = modules.flatMap((path) =>
    selectors(path)
      .filter((selector) => classesIn(withoutGlobal(selector)).length === 0)
      .flatMap((selector) => {
        const first = seen.get(selector);
        seen.set(selector, short(path));
        const wrong = !selector.startsWith(":global(.kern-") || (first !== undefined && first !== short(path));
        return wrong ? [`${short(path)}: ${selector}`] : [];
      }),
  );
  expect(twice).toEqual([]);
});

it("writes the pages of the server with the classes of their sheet, and uses all of them", () => {
  // without the actions of the templates: what a condition adds stands within the quotes, too
  const text = files(TEMPLATES)
    .map(read)
    .join("\n")
    .replace(/\{\{[^{}]*\}\}/g, "");
  const lists = [...text.matchAll(/class="([^"]*)"/g)].map(([, list = ""]) => list);
  const named = new Set(lists.flatMap((list) => list.split(/\s+/)).filter((name) => name && !KERN.test(name)));
  const sheet = classesOf([PAGES]);
  const base = documented.antragsraum;
  expect([...named].filter((name) => !sheet.has(name) && !base.has(name))).toEqual([]);
  expect([...sheet].filter((name) => !named.has(name) && !KERN.test(name))).toEqual([]);
});
