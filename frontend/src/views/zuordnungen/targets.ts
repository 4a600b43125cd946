/** What a mapping can fill, and what speaks against a field for it. */
import type { Inhalt, Probelauf, VerfahrenZeile, Vorschlag } from "../../api/zuordnung.ts";
import { covers, isPath } from "../../domain/field-path.ts";
import { assign, type Stelle, uses } from "./content.ts";
import { flatten } from "./content-diff.ts";
import { allNodes, type FieldNode, isGroup } from "./field-tree.ts";

type Antragsteller = Probelauf["antragsteller"];

export const APPLICANT = [
  "firma",
  "anrede",
  "titel",
  "vorname",
  "nachname",
  "geburtsdatum",
  "strasse",
  "hausnummer",
  "plz",
  "ort",
  "land",
  "email",
  "telefon",
  "postfach",
  "postfach_ausschluss",
  "konto",
  "pseudonym",
] as const;

export const FIELD_TYPES = ["text", "zahl", "ja_nein", "datum", "zeitpunkt", "betrag", "auswahl", "datei"] as const;

export interface Target {
  stelle: Stelle;
  name: string;
  /** Words of the procedure; without them the catalogue has some. */
  label?: string;
  typ: string;
  /** The procedure or the program has such a place. */
  known: boolean;
}

export function applicantTargets(inhalt: Inhalt): Target[] {
  const others = Object.keys(inhalt.antragsteller ?? {}).filter((n) => !(APPLICANT as readonly string[]).includes(n));
  return [...APPLICANT, ...others].map((name) => ({
    stelle: `antragsteller.${name}`,
    name,
    typ: name === "geburtsdatum" ? "datum" : "text",
    known: !others.includes(name),
  }));
}

export function dataTargets(inhalt: Inhalt, verfahren: VerfahrenZeile | undefined): Target[] {
  const known = verfahren?.daten ?? [];
  const others = Object.keys(inhalt.daten ?? {}).filter((name) => !known.some((d) => d.name === name));
  return [
    ...known.map((d) => ({ stelle: `daten.${d.name}`, name: d.name, label: d.label, typ: d.typ, known: true })),
    ...others.map((name) => ({
      stelle: `daten.${name}`,
      name,
      label: name,
      typ: "text",
      known: verfahren === undefined,
    })),
  ];
}

/** The form server sends this of the applicant by itself; no field needs to be chosen. */
export function isDelivered(target: Target, applicant: Antragsteller | undefined): boolean {
  const [area, name = ""] = target.stelle.split(".");
  return area === "antragsteller" && Boolean(applicant?.[name as keyof Antragsteller]);
}

export type Objection = "pfad" | "fehlt" | "gruppe" | "datei" | "mehrfach" | "typ" | "unsicher";

/** Kinds of field a kind of value can be read from without doubt. */
const FITS: Record<string, readonly string[]> = {
  zahl: ["zahl", "betrag"],
  betrag: ["betrag", "zahl"],
  datum: ["datum", "zeitpunkt"],
  zeitpunkt: ["zeitpunkt", "datum"],
  ja_nein: ["ja_nein"],
};

function objectionOf(target: Target, node: FieldNode, pfad: string): Objection | null {
  if (isGroup(node)) return "gruppe";
  if (node.typ === "datei") return "datei";
  if (target.stelle.startsWith("antragsteller.") && pfad.includes("[]")) return "mehrfach";
  const fits = FITS[target.typ];
  if (!fits || fits.includes(node.typ)) return null;
  return node.typ === "text" || node.typ === "auswahl" ? "unsicher" : "typ";
}

/** Why the path is doubtful for the target; null = fine. Without a tree there is nothing to compare with. */
export function objection(target: Target, pfad: string, tree: FieldNode[]): Objection | null {
  if (pfad === "") return null;
  if (!isPath(pfad)) return "pfad";
  if (tree.length === 0) return null;
  const found = allNodes(tree).filter((node) => covers(pfad, node.pfad));
  if (found.length === 0) return "fehlt";
  return found.map((node) => objectionOf(target, node, pfad)).find((o) => o !== null) ?? null;
}

/** One suggestion for each place that is still empty, the surest first. */
export function openSuggestions(vorschlaege: Vorschlag[], inhalt: Inhalt): Map<Stelle, Vorschlag> {
  const filled = flatten(inhalt);
  const found = new Map<Stelle, Vorschlag>();
  for (const v of [...vorschlaege].sort((a, b) => Number(b.sicher) - Number(a.sicher))) {
    const stelle = v.ziel === "unterlagen" ? `unterlagen.${v.pfad}` : v.ziel;
    if (!filled[stelle] && !found.has(stelle)) found.set(stelle, v);
  }
  return found;
}

export function accept(inhalt: Inhalt, vorschlaege: Iterable<Vorschlag>, tree: FieldNode[]): Inhalt {
  const nodes = allNodes(tree);
  return [...vorschlaege].reduce((next, v) => {
    const node = nodes.find((n) => n.pfad === v.pfad);
    const label = node?.label ?? v.pfad;
    return assign(next, v.ziel, { pfad: v.pfad, key: v.pfad.replace(/\[\]$/, ""), label, typ: node?.typ ?? "text" });
  }, inhalt);
}

export type Filled = Map<string, Stelle[]>;

/** Where each field of the tree is read: path → places. */
export function usesByField(inhalt: Inhalt, tree: FieldNode[]): Filled {
  const found: Filled = new Map();
  for (const node of allNodes(tree)) {
    const places = uses(inhalt, node.pfad);
    if (places.length > 0) found.set(node.pfad, places);
  }
  return found;
}
