import type {
  Anhoerung,
  Bescheidaenderung,
  BescheidNeu,
  Briefanschrift,
  Nebenbestimmung,
  Vorgang,
  Zahlung,
} from "../../../api/types.ts";
import { isAvailable } from "../../../domain/DocumentList.tsx";
import { fillPlaceholders, openPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { formatDate, today } from "../../../lib/date.ts";
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
  kanal: "antragsraum" | "postfach" | "post";
  /** Where the letter goes, if not as the application says. */
  anschrift: Briefanschrift | null;
  /** What becomes of an earlier Bescheid; null = there is none it is about. */
  aenderung: Change | null;
  /** What is unusual and confirmed; see ReleaseCheck. */
  bestaetigt: string[];
}

export interface Change {
  art: Bescheidaenderung["art"];
  bezug: string;
  grund: NonNullable<Bescheidaenderung["grund"]> | "";
  kenntnisAm: string;
  antragAm: string;
  /** From when it works; empty = from its Bekanntgabe. */
  ab: string;
}

/** What this person can do to the earlier Bescheide of the case, with the words for it. */
export const changes = (vorgang: Vorgang) =>
  vorgang.bescheide.flatMap((bescheid) => bescheid.aenderungen.map((vorschlag) => ({ bescheid, vorschlag })));

/** The words for the one that was chosen; undefined = none was, or it is not offered any more. */
export const chosen = (draft: DecisionDraft, vorgang: Vorgang) =>
  changes(vorgang).find(
    ({ bescheid, vorschlag }) => bescheid.id === draft.aenderung?.bezug && vorschlag.art === draft.aenderung.art,
  );

/** What is done in the end: what replaces a change does what that would have done. */
export const effect = (draft: DecisionDraft, vorgang: Vorgang) =>
  chosen(draft, vorgang)?.vorschlag.statt ?? draft.aenderung?.art;

/** It takes back, revokes or changes of the office's own accord. */
export const lifts = (art?: Change["art"]) => art === "zuruecknehmen" || art === "widerrufen" || art === "aendern";

/** What can be decided; whoever lifts what took a Bescheid away says what counts again. */
export function outcomes(draft: DecisionDraft, vorgang: Vorgang): Ergebnis[] {
  const earlier = chosen(draft, vorgang)?.bescheid;
  const took = lifts(earlier?.aenderung?.statt?.art ?? earlier?.aenderung?.art) && earlier?.ergebnis === "abgelehnt";
  return took && lifts(effect(draft, vorgang)) ? ["bewilligt"] : ["bewilligt", "teilweise", "abgelehnt"];
}

/** What an outcome is called: of what takes an earlier Bescheid away, what is left of that. */
export function outcomeKey(art: Change["art"] | undefined, ergebnis: string): string {
  if (!lifts(art)) return `ergebnis.${ergebnis}`;
  return `aenderung.ausgang.${art === "aendern" && ergebnis === "bewilligt" ? "geaendert" : ergebnis}`;
}

/** The change as it is chosen; what is replaced is where one goes on, and who was written to is written to again. */
export function begin(
  draft: DecisionDraft,
  { bescheid: b, vorschlag: { art, statt } }: ReturnType<typeof changes>[number],
): Partial<DecisionDraft> {
  const ergebnis = b.ergebnis as Ergebnis;
  const aenderung: Change = { art, bezug: b.id, grund: "", kenntnisAm: "", antragAm: "", ab: "" };
  const anew = { aenderung, anschrift: b.anschrift ?? null, saetze: {}, bestaetigt: [], anlagen: [] };
  if (art !== "ersetzen")
    // a correction decides nothing; the fee that is proposed is that of the application
    return {
      ...{ ...anew, ergebnis: art === "berichtigen" ? ergebnis : "", gebuehr: "", zahlung: { zeilen: [] } },
      nebenbestimmungen: [],
    };
  const earlier = b.aenderung ?? {};
  return {
    ...{ ...anew, ergebnis, saetze: { [ergebnis]: { text: b.tenor, ablehnung: b.ablehnung } } },
    ...{ begruendung: draft.begruendung || b.begruendung, nebenbestimmungen: b.nebenbestimmungen },
    zahlung: { zeilen: [], ...paymentOf(b.zahlung), faelligAm: undefined }, // the day is counted anew
    anlagen: b.anlagen.map((a) => a.dokumentId),
    ...{ gebuehr: feeText(b.gebuehr), anhoerung: hearingOf(b.anhoerung), kanal: b.kanal as DecisionDraft["kanal"] },
    ...(statt && { aenderung: { ...changeOf({ art, bezug: b.id, ...pick(earlier) }) } }),
  };
}

const pick = ({ grund, kenntnisAm, antragAm, ab }: Partial<Bescheidaenderung>) => ({ grund, kenntnisAm, antragAm, ab });

const changeOf = (x: Bescheidaenderung): Change => ({
  ...{ art: x.art, bezug: x.bezug, grund: x.grund ?? "", kenntnisAm: x.kenntnisAm ?? "" },
  ...{ antragAm: x.antragAm ?? "", ab: x.ab ?? "" },
});

const hearingOf = ({ am, grund }: Anhoerung = {}): Hearing => ({
  ...{ war: am ? "ja" : grund ? "nein" : "", am: am ?? "", grund: grund ?? "" },
});

const paymentOf = (z?: Zahlung): Payment =>
  z
    ? {
        ...{ rechtsgrundlage: z.rechtsgrundlage, faelligAm: z.faelligAm },
        ...{ kassenzeichen: z.kassenzeichen, einzug: z.einzug, zeilen: z.positionen.map(asTyped) },
      }
    : {};

const feeText = (cents: number) => (cents === 0 ? "" : (cents / 100).toFixed(2).replace(".", ","));

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

/** As the server chooses where nobody says: with consent retrieval, else the mailbox of the account, else the post. */
function proposedWay(vorgang: Vorgang): DecisionDraft["kanal"] {
  if (vorgang.einwilligung && vorgang.antwortMoeglich) return "antragsraum";
  return vorgang.postfachGrund ? "post" : "postfach";
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
    kanal: proposedWay(vorgang),
    anschrift: null,
    aenderung: null,
    bestaetigt: [],
  };
}

/** What was returned is where one goes on. */
export function beginDecision(vorgang: Vorgang): DecisionDraft {
  const z = vorgang.zeichnungen.at(-1);
  if (!z || (z.zustand !== "zurueckgegeben" && z.zustand !== "zurueckgeholt")) return emptyDecision(vorgang);
  return {
    schritt: "ergebnis",
    ergebnis: z.ergebnis,
    saetze: { [z.ergebnis]: { text: z.tenor, ablehnung: z.ablehnung } },
    begruendung: z.begruendung,
    anhoerung: hearingOf(z.anhoerung),
    nebenbestimmungen: z.nebenbestimmungen,
    gebuehr: feeText(z.gebuehr),
    zahlung: paymentOf(z.zahlung),
    anlagen: z.anlagen.map((a) => a.dokumentId),
    kanal: z.kanal,
    anschrift: z.anschrift ?? null,
    aenderung: z.aenderung ? changeOf(z.aenderung) : null,
    bestaetigt: [],
  };
}

/** A draft that the program before kept has texts without a kind, and less than this one. */
export function readDraft({ auflagen = [], ...kept }: DecisionDraft): DecisionDraft {
  const known = auflagen.map((text) => ({ art: "auflage" as const, text }));
  const lacking = { saetze: {}, zahlung: {}, anhoerung: NOT_ASKED, anschrift: null, aenderung: null, bestaetigt: [] };
  return {
    ...lacking,
    ...kept,
    anlagen: kept.anlagen ?? [],
    nebenbestimmungen: [...known, ...(kept.nebenbestimmungen ?? [])],
  };
}

/** With the Nebenbestimmungen, those of the program before are written anew. */
export const draftChange = (part: Partial<DecisionDraft>): Partial<DecisionDraft> =>
  part.nebenbestimmungen ? { ...part, auflagen: [] } : part;

/** What the letter decides: as it was written, or as the procedure says it. */
export function sentence(draft: DecisionDraft, vorgang: Vorgang): Sentence {
  const offered = draft.aenderung ? (chosen(draft, vorgang)?.vorschlag.tenor ?? []) : vorgang.tenorVorschlag;
  const known = offered.find((t) => t.ergebnis === draft.ergebnis);
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
    einzug: zahlung.einzug ?? p.einzug,
  };
}

/** The amount is that of this decision, not the proposal; a change says from when it works. */
export function withFee(draft: DecisionDraft, values: Values): Values {
  const cents = parseCents(draft.gebuehr);
  const { gebuehr: _, ...rest } = values;
  const wirkung = draft.aenderung?.ab
    ? `ab dem ${formatDate(draft.aenderung.ab)}`
    : "ab der Bekanntgabe dieses Bescheids";
  return { ...rest, ...(cents && { gebuehr: euro(cents) }), ...(draft.aenderung && { wirkung }) };
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
  | "anschrift"
  | "aenderung";

/** A decision against somebody, whole or in part: it refuses something, or takes away what an earlier one gave. */
export function against(draft: DecisionDraft, vorgang: Vorgang): boolean {
  const art = effect(draft, vorgang);
  const eased = draft.aenderung?.grund === "belastung" || draft.aenderung?.grund === "zugunsten";
  if (art === "berichtigen") return false;
  if (lifts(art)) return !eased && Boolean(chosen(draft, vorgang)?.vorschlag.nimmt);
  return draft.ergebnis === "teilweise" || draft.ergebnis === "abgelehnt";
}

/** Reasons are needed unless it is granted as applied for, or a mistake put right (§ 39 VwVfG). */
export function reasoned(draft: DecisionDraft, vorgang: Vorgang): boolean {
  const art = effect(draft, vorgang);
  return art !== "berichtigen" && (draft.ergebnis !== "bewilligt" || lifts(art));
}

const heard = ({ war, am, grund }: Hearing) => (war === "ja" && am !== "") || (war === "nein" && grund !== "");

/** What the letter still lacks. */
export function missing(draft: DecisionDraft, vorgang: Vorgang, given: Values): Missing[] {
  const found: Missing[] = [];
  const values = withFee(draft, given);
  const { text, ablehnung } = sentence(draft, vorgang);
  const partial = draft.ergebnis === "teilweise";
  const open = (...texts: string[]) => openPlaceholders(...texts.map((x) => fillPlaceholders(x, values))).length > 0;
  if (!draft.ergebnis) found.push("ergebnis");
  else if (!text.trim() || open(text)) found.push("tenor");
  const whole = !lifts(effect(draft, vorgang)); // what is taken back in part stands for the rest
  if (partial && ((whole && !ablehnung.trim()) || open(ablehnung))) found.push("ablehnung");
  if (changeLacks(draft, vorgang)) found.push("aenderung");
  if (draft.ergebnis && reasoned(draft, vorgang) && !draft.begruendung.trim()) found.push("begruendung");
  if (against(draft, vorgang) && !heard(draft.anhoerung)) found.push("anhoerung");
  const unfinished = feeLines(draft, vorgang).some((line) => !readLine(line));
  if (unfinished || (draft.gebuehr.trim() && parseCents(draft.gebuehr) === null)) found.push("gebuehr");
  if (open(draft.begruendung, ...draft.nebenbestimmungen.map((n) => n.text))) found.push("platzhalter");
  const ready = (id: string) => vorgang.dokumente.some((d) => d.id === id && isAvailable(d));
  if (!draft.anlagen.every(ready)) found.push("anlage");
  const { name, strasse, plzOrt, vertritt = "-" } = draft.anschrift ?? { name: "-", strasse: "-", plzOrt: "-" };
  if (![name, strasse, plzOrt, vertritt].every((line) => line.trim())) found.push("anschrift");
  return found;
}

/** A representative has no account here: the letter goes by post. */
export const kanalOf = (draft: DecisionDraft) => (draft.anschrift?.vertritt ? "post" : draft.kanal);

/** An earlier Bescheid stands and nothing is said of it, or not enough for the law. */
function changeLacks(draft: DecisionDraft, vorgang: Vorgang): boolean {
  const x = draft.aenderung;
  if (!x) return changes(vorgang).length > 0;
  const known = chosen(draft, vorgang);
  if (!known) return true;
  const { gruende, art, statt } = known.vorschlag;
  if (gruende.length === 0) return false;
  if (!gruende.some(({ grund }) => grund === x.grund)) return true;
  return (knowledge(draft, vorgang) && !x.kenntnisAm) || ((statt ?? art) === "wiederaufgreifen" && !x.antragAm);
}

/** Since when the facts are known counts with this ground; with some only where it works for the past. */
export function knowledge(draft: DecisionDraft, vorgang: Vorgang): boolean {
  const x = draft.aenderung;
  const ground = chosen(draft, vorgang)?.vorschlag.gruende.find(({ grund }) => grund === x?.grund);
  const past = Boolean(x?.ab && x.ab < today());
  return ground?.kenntnis === "immer" || (ground?.kenntnis === "rueckwirkend" && past);
}

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
    anhoerung: against(draft, vorgang) ? toAnhoerung(draft.anhoerung) : undefined,
    anschrift: draft.anschrift ?? undefined,
    aenderung: draft.aenderung ? toAenderung(draft.aenderung) : undefined,
    kanal: kanalOf(draft),
  };
}

/** What is left empty comes from the procedure. */
function toZahlung(draft: DecisionDraft, vorgang: Vorgang) {
  const { faelligAm, ...rest } = payment(draft, vorgang);
  const positionen = feeLines(draft, vorgang).flatMap((line) => readLine(line) ?? []);
  return { ...rest, ...(faelligAm && { faelligAm }), ...(positionen.length > 0 && { positionen }) };
}

const toAenderung = ({ art, bezug, grund, kenntnisAm, antragAm, ab }: Change): Bescheidaenderung => ({
  ...{ art, bezug },
  ...(grund && { grund }),
  ...(kenntnisAm && { kenntnisAm }),
  ...(antragAm && { antragAm }),
  ...(ab && { ab }),
});

function toAnhoerung({ war, am, grund }: Hearing): Anhoerung | undefined {
  if (war === "ja" && am) return { am };
  return war === "nein" && grund ? { grund } : undefined;
}

/** What was confirmed on the last step. */
export const confirmations = (draft: DecisionDraft) => draft.bestaetigt as BescheidNeu["bestaetigt"];
