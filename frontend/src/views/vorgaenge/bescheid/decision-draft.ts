import type { Anhoerung, BescheidNeu, Briefanschrift, Nebenbestimmung, Vorgang } from "../../../api/types.ts";
import { isAvailable } from "../../../domain/DocumentList.tsx";
import { fillPlaceholders, openPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { euro, parseCents } from "../../../lib/number.ts";
import { asTyped, type FeeLine, linesTotal, readLine } from "./fee-lines.ts";

export const STEPS = ["ergebnis", "gruende", "auflagen", "vorschau", "kanal"] as const;
export type Step = (typeof STEPS)[number];
type Ergebnis = BescheidNeu["ergebnis"];

/** What is decided, and of a partial grant what is not granted. */
export interface Sentence {
  text: string;
  ablehnung: string;
}

/** Whether the person could speak before a decision against them. */
export interface Hearing {
  war: "" | "ja" | "nein";
  am: string;
  grund: NonNullable<Anhoerung["grund"]> | "";
}

/** How the fee is paid, as somebody has changed it; what is not there is as proposed. */
export interface Payment {
  rechtsgrundlage?: string;
  faelligAm?: string;
  kassenzeichen?: string;
  einzug?: boolean;
  /** The lines the fee is the sum of; none = one amount. */
  zeilen?: FeeLine[];
}

export interface DecisionDraft {
  schritt: Step;
  ergebnis: Ergebnis | "";
  /** As somebody has changed them; of each outcome its own, so that no sentence of a grant stays in a refusal. */
  saetze: Partial<Record<Ergebnis, Sentence>>;
  begruendung: string;
  anhoerung: Hearing;
  nebenbestimmungen: Nebenbestimmung[];
  /** As the program before kept them; read by readDraft only. */
  auflagen?: string[];
  gebuehr: string;
  zahlung: Payment;
  /** Files that go along. */
  anlagen: string[];
  kanal: "antragsraum" | "post";
  /** Where the letter goes, if not as the application says. */
  anschrift: Briefanschrift | null;
  /** What is unusual and confirmed; see ReleaseCheck. */
  bestaetigt: string[];
}

const NOT_ASKED: Hearing = { war: "", am: "", grund: "" };

const proposedFee = ({ gebuehrVorschlag: cents }: Vorgang) =>
  cents == null ? "" : (cents / 100).toFixed(2).replace(".", ",");

/** The tariff's proposal is for all that was applied for: with another outcome somebody says the amount. */
export function feeFor(draft: DecisionDraft, vorgang: Vorgang, ergebnis: DecisionDraft["ergebnis"]): string {
  const proposed = proposedFee(vorgang);
  if (draft.zahlung.zeilen || (draft.gebuehr !== "" && draft.gebuehr !== proposed)) return draft.gebuehr;
  return ergebnis === "bewilligt" ? proposed : "";
}

/** The lines of the fee: as somebody has written them, or as the tariff proposes them; of a part without the quantity. */
export function feeLines({ ergebnis, gebuehr, zahlung }: DecisionDraft, vorgang: Vorgang): FeeLine[] {
  if (zahlung.zeilen) return zahlung.zeilen;
  const proposed = vorgang.zahlungVorschlag.positionen.map(asTyped);
  if (ergebnis === "teilweise" && gebuehr === "") return proposed.map((line) => ({ ...line, menge: "" }));
  return linesTotal(proposed) === gebuehr ? proposed : [];
}

export function emptyDecision(vorgang: Vorgang): DecisionDraft {
  return {
    schritt: "ergebnis",
    ergebnis: "",
    saetze: {},
    begruendung: "",
    anhoerung: NOT_ASKED,
    nebenbestimmungen: [],
    gebuehr: proposedFee(vorgang),
    zahlung: {},
    anlagen: [],
    kanal: vorgang.einwilligung && vorgang.antwortMoeglich ? "antragsraum" : "post",
    anschrift: null,
    bestaetigt: [],
  };
}

/** What was returned is where one goes on. */
export function beginDecision(vorgang: Vorgang): DecisionDraft {
  const z = vorgang.zeichnungen.at(-1);
  if (!z || (z.zustand !== "zurueckgegeben" && z.zustand !== "zurueckgeholt")) return emptyDecision(vorgang);
  const { am, grund = "" } = z.anhoerung ?? {};
  return {
    schritt: "ergebnis",
    ergebnis: z.ergebnis,
    saetze: { [z.ergebnis]: { text: z.tenor, ablehnung: z.ablehnung } },
    begruendung: z.begruendung,
    anhoerung: { war: am ? "ja" : grund ? "nein" : "", am: am ?? "", grund },
    nebenbestimmungen: z.nebenbestimmungen,
    gebuehr: z.gebuehr === 0 ? "" : (z.gebuehr / 100).toFixed(2).replace(".", ","),
    zahlung: z.zahlung
      ? {
          ...{ rechtsgrundlage: z.zahlung.rechtsgrundlage, faelligAm: z.zahlung.faelligAm },
          ...{ kassenzeichen: z.zahlung.kassenzeichen, einzug: z.zahlung.einzug },
          zeilen: z.zahlung.positionen.map(asTyped),
        }
      : {},
    anlagen: z.anlagen.map((a) => a.dokumentId),
    kanal: z.kanal,
    anschrift: z.anschrift ?? null,
    bestaetigt: [],
  };
}

/** A draft that the program before kept has texts without a kind, and less than this one. */
export function readDraft({ auflagen = [], ...kept }: DecisionDraft): DecisionDraft {
  const known = auflagen.map((text) => ({ art: "auflage" as const, text }));
  const lacking = { saetze: {}, zahlung: {}, anhoerung: NOT_ASKED, anschrift: null, bestaetigt: [], anlagen: [] };
  return { ...lacking, ...kept, nebenbestimmungen: [...known, ...(kept.nebenbestimmungen ?? [])] };
}

/** With the Nebenbestimmungen, those of the program before are written anew. */
export const draftChange = (part: Partial<DecisionDraft>): Partial<DecisionDraft> =>
  part.nebenbestimmungen ? { ...part, auflagen: [] } : part;

/** What the letter decides: as it was written, or as the procedure says it. */
export function sentence(draft: DecisionDraft, vorgang: Vorgang): Sentence {
  const known = vorgang.tenorVorschlag.find((t) => t.ergebnis === draft.ergebnis);
  const written = draft.ergebnis ? draft.saetze[draft.ergebnis] : undefined;
  return written ?? { text: known?.text ?? "", ablehnung: known?.ablehnung ?? "" };
}

/** How the fee is paid: as somebody has written it, or as it is proposed. */
export function payment(
  { zahlung }: DecisionDraft,
  { zahlungVorschlag: p }: Vorgang,
): Required<Omit<Payment, "zeilen">> {
  return {
    rechtsgrundlage: zahlung.rechtsgrundlage ?? p.rechtsgrundlage,
    faelligAm: zahlung.faelligAm ?? p.faelligAm,
    kassenzeichen: zahlung.kassenzeichen ?? p.kassenzeichen,
    einzug: zahlung.einzug ?? false,
  };
}

/** The amount is that of this decision, not the proposal. */
export function withFee(draft: DecisionDraft, values: Values): Values {
  const cents = parseCents(draft.gebuehr);
  const { gebuehr: _, ...rest } = values;
  return cents ? { ...rest, gebuehr: euro(cents) } : rest;
}

export type Missing =
  | "ergebnis"
  | "tenor"
  | "ablehnung"
  | "begruendung"
  | "anhoerung"
  | "gebuehr"
  | "platzhalter"
  | "anlage"
  | "anschrift";

/** A decision against somebody, whole or in part. */
const against = (draft: DecisionDraft) => draft.ergebnis === "teilweise" || draft.ergebnis === "abgelehnt";

const heard = ({ war, am, grund }: Hearing) => (war === "ja" && am !== "") || (war === "nein" && grund !== "");

/** What the letter still lacks; reasons are needed unless granted in full (§ 39 VwVfG). */
export function missing(draft: DecisionDraft, vorgang: Vorgang, given: Values): Missing[] {
  const found: Missing[] = [];
  const values = withFee(draft, given);
  const { text, ablehnung } = sentence(draft, vorgang);
  const partial = draft.ergebnis === "teilweise";
  const open = (...texts: string[]) => openPlaceholders(...texts.map((x) => fillPlaceholders(x, values))).length > 0;
  if (!draft.ergebnis) found.push("ergebnis");
  else if (!text.trim() || open(text)) found.push("tenor");
  if (partial && (!ablehnung.trim() || open(ablehnung))) found.push("ablehnung");
  if (against(draft) && !draft.begruendung.trim()) found.push("begruendung");
  if (against(draft) && !heard(draft.anhoerung)) found.push("anhoerung");
  const unfinished = feeLines(draft, vorgang).some((line) => !readLine(line));
  if (unfinished || (draft.gebuehr.trim() && parseCents(draft.gebuehr) === null)) found.push("gebuehr");
  if (open(draft.begruendung, ...draft.nebenbestimmungen.map((n) => n.text))) found.push("platzhalter");
  const ready = (id: string) => vorgang.dokumente.some((d) => d.id === id && isAvailable(d));
  if (!draft.anlagen.every(ready)) found.push("anlage");
  const { name, strasse, plzOrt } = draft.anschrift ?? { name: "-", strasse: "-", plzOrt: "-" };
  if (![name, strasse, plzOrt].every((line) => line.trim())) found.push("anschrift");
  return found;
}

/** A representative has no account here: the letter goes by post. */
export const kanalOf = (draft: DecisionDraft) => (draft.anschrift?.vertritt ? "post" : draft.kanal);

export function toBescheid(draft: DecisionDraft, vorgang: Vorgang, given: Values, version: number): BescheidNeu {
  const values = withFee(draft, given);
  const fill = (text: string) => fillPlaceholders(text, values).trim();
  const { text, ablehnung } = sentence(draft, vorgang);
  return {
    version,
    ergebnis: draft.ergebnis || "bewilligt",
    tenor: fill(text) || undefined,
    ablehnung: draft.ergebnis === "teilweise" ? fill(ablehnung) || undefined : undefined,
    begruendung: fill(draft.begruendung) || undefined,
    nebenbestimmungen:
      draft.ergebnis === "abgelehnt"
        ? undefined
        : draft.nebenbestimmungen.map((n) => ({ ...n, text: fill(n.text) })).filter((n) => n.text !== ""),
    gebuehr: parseCents(draft.gebuehr) ?? undefined,
    zahlung: parseCents(draft.gebuehr) ? toZahlung(draft, vorgang) : undefined,
    anlagen: draft.anlagen.length > 0 ? draft.anlagen : undefined,
    anhoerung: against(draft) ? toAnhoerung(draft.anhoerung) : undefined,
    anschrift: draft.anschrift ?? undefined,
    kanal: kanalOf(draft),
  };
}

/** What is left empty comes from the procedure. */
function toZahlung(draft: DecisionDraft, vorgang: Vorgang) {
  const { faelligAm, ...rest } = payment(draft, vorgang);
  const positionen = feeLines(draft, vorgang).flatMap((line) => readLine(line) ?? []);
  return { ...rest, ...(faelligAm && { faelligAm }), ...(positionen.length > 0 && { positionen }) };
}

function toAnhoerung({ war, am, grund }: Hearing): Anhoerung | undefined {
  if (war === "ja" && am) return { am };
  return war === "nein" && grund ? { grund } : undefined;
}

/** What was confirmed on the last step. */
export const confirmations = (draft: DecisionDraft) => draft.bestaetigt as BescheidNeu["bestaetigt"];
