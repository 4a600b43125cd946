/** The fields of a form as a tree: values of one sample, and what else the form is known to have. */
import type { Feld } from "../../api/types.ts";
import type { Strukturfeld } from "../../api/zuordnung.ts";
import { parsePath, pathName } from "../../domain/field-path.ts";
import { folded } from "../../lib/text.ts";

export interface FieldNode {
  /** Path without "[]" at the end; unique within the tree. */
  key: string;
  /** What a mapping writes; a list of single values ends in "[]". */
  pfad: string;
  name: string;
  label: string;
  typ: string;
  repeats: boolean;
  /** How often it is repeated in the sample. */
  count: number;
  /** Up to three different values as a person reads them. */
  examples: string[];
  codes: string[];
  inSample: boolean;
  children: FieldNode[];
}

export const isGroup = (node: FieldNode): boolean => node.children.length > 0 || node.typ === "gruppe";

function child(list: FieldNode[], prefix: string, name: string): FieldNode {
  const known = list.find((n) => n.name === name);
  if (known) return known;
  const key = prefix + pathName(name);
  const node: FieldNode = {
    key,
    pfad: key,
    name,
    label: name,
    typ: "text",
    repeats: false,
    count: 0,
    examples: [],
    codes: [],
    inSample: false,
    children: [],
  };
  list.push(node);
  return node;
}

function addExample(node: FieldNode, feld: Feld, shown: (feld: Feld) => string): void {
  const text = shown(feld);
  const value = feld.code && feld.code !== text ? `${text} (${feld.code})` : text;
  if (value && node.examples.length < 3 && !node.examples.includes(value)) node.examples.push(value);
  if (feld.code && !node.codes.includes(feld.code)) node.codes.push(feld.code);
}

function addFields(list: FieldNode[], prefix: string, felder: Feld[], shown: (feld: Feld) => string): void {
  for (const feld of felder) {
    const node = child(list, prefix, feld.name);
    node.inSample = true;
    node.typ = feld.typ;
    if (feld.label) node.label = feld.label;
    if (feld.typ !== "liste") {
      if (feld.felder) addFields(node.children, `${node.key}.`, feld.felder, shown);
      else addExample(node, feld, shown);
      continue;
    }
    const entries = feld.felder ?? [];
    node.repeats = true;
    node.count = Math.max(node.count, entries.length);
    for (const entry of entries) {
      if (entry.felder) {
        addFields(node.children, `${node.key}[].`, entry.felder, shown);
      } else {
        node.typ = entry.typ;
        node.pfad = `${node.key}[]`;
        addExample(node, entry, shown);
      }
    }
  }
}

function addStructure(tree: FieldNode[], feld: Strukturfeld): void {
  let list = tree;
  let prefix = "";
  let node: FieldNode | undefined;
  const parts = parsePath(feld.pfad) ?? [];
  for (const [nr, part] of parts.entries()) {
    node = child(list, prefix, part.pattern);
    if (nr < parts.length - 1) node.pfad = node.key;
    if (part.repeat) {
      node.repeats = true;
      if (nr < parts.length - 1) node.typ = "liste";
    } else if (nr < parts.length - 1 && !node.repeats) node.typ = "gruppe";
    prefix = `${node.key}${node.repeats ? "[]" : ""}.`;
    list = node.children;
  }
  if (!node) return;
  if (feld.label && node.label === node.name) node.label = feld.label;
  if (node.children.length === 0 && !node.inSample) {
    node.typ = feld.typ;
    node.pfad = feld.typ === "liste" ? `${node.key}[]` : feld.pfad;
  }
  if (feld.typ === "liste") node.repeats = true;
  for (const code of feld.codes ?? []) if (!node.codes.includes(code)) node.codes.push(code);
}

/** Sample first, in the order of the form; then what only the structure knows. */
export function buildTree(felder: Feld[], struktur: Strukturfeld[], shown: (feld: Feld) => string): FieldNode[] {
  const tree: FieldNode[] = [];
  addFields(tree, "", felder, shown);
  for (const feld of struktur) addStructure(tree, feld);
  return tree;
}

/** The tree as the mapping has it read: with its labels and kinds instead of those of the form. */
export function asMapped(
  nodes: FieldNode[],
  labels: Record<string, string>,
  typen: Record<string, string>,
): FieldNode[] {
  return nodes.map((node) => ({
    ...node,
    label: labels[node.key] ?? node.label,
    typ: typen[node.pfad] ?? node.typ,
    children: asMapped(node.children, labels, typen),
  }));
}

export const allNodes = (nodes: FieldNode[]): FieldNode[] => nodes.flatMap((n) => [n, ...allNodes(n.children)]);

export interface Row {
  node: FieldNode;
  level: number;
  position: number;
  size: number;
  open: boolean;
}

const hits = (node: FieldNode, wanted: string): boolean =>
  [node.label, node.pfad, ...node.examples].some((text) => folded(text).includes(wanted));

function filtered(nodes: FieldNode[], wanted: string): FieldNode[] {
  return nodes.flatMap((node) => {
    if (hits(node, wanted)) return [node];
    const children = filtered(node.children, wanted);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

function rows(nodes: FieldNode[], closed: ReadonlySet<string>, level: number): Row[] {
  return nodes.flatMap((node, nr) => {
    const open = !closed.has(node.key);
    const row = { node, level, position: nr + 1, size: nodes.length, open };
    return open ? [row, ...rows(node.children, closed, level + 1)] : [row];
  });
}

/** The rows one sees: with a search only what matches and the way to it, everything unfolded. */
export function visibleRows(nodes: FieldNode[], closed: ReadonlySet<string>, search: string): Row[] {
  const wanted = folded(search.trim());
  return wanted === "" ? rows(nodes, closed, 1) : rows(filtered(nodes, wanted), new Set(), 1);
}

/** The row above in the hierarchy. */
export function parentRow(list: Row[], nr: number): number {
  const level = list[nr]?.level ?? 1;
  for (let i = nr - 1; i >= 0; i--) if ((list[i]?.level ?? 1) < level) return i;
  return nr;
}
