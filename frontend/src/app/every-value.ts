/** Which values of a case's answer are shown how; everything that is not named here stands as it is. */
import type { TFunction } from "i18next";
import type { Feld } from "../api/types.ts";
import { formatDate, formatDateShort, formatMoment } from "../lib/date.ts";
import { euro, fileSize } from "../lib/number.ts";
import { outcomeKey } from "../views/vorgaenge/bescheid/decision-draft.ts";

/** Fields of every kind, as adapters make them. */
export const FIELDS: Feld[] = [
  { name: "f1", label: "Feldtext", typ: "text", text: "Textwert" },
  { name: "f2", label: "Feldzahl", typ: "zahl", text: "6.50", wert: "6.5" },
  { name: "f3", label: "Feldgeld", typ: "betrag", wert: "1234.5", waehrung: "EUR" },
  { name: "f4", label: "Feldtag", typ: "datum", text: "2031-03-04", wert: "2031-03-04" },
  { name: "f5", label: "Feldzeit", typ: "zeitpunkt", wert: "2031-03-05T09:00:00Z" },
  { name: "f6", label: "Feldwahl", typ: "auswahl", code: "C17", text: "Wahlwort" },
  { name: "f7", label: "Feldja", typ: "ja_nein", text: "Nein", wert: "false" },
  { name: "f8", label: "Felddatei", typ: "datei", text: "Feldplan.pdf", dokument: "d" },
  {
    ...{ name: "f9", label: "Feldliste", typ: "liste" },
    felder: [
      { name: "1", typ: "gruppe", felder: [{ name: "g", label: "Gruppenfeld", typ: "text", text: "Wiederholt" }] },
    ],
  },
];
export const FIELD_WORDS = [
  ...["Feldtext", "Textwert", "Feldzahl", "6,5", "Feldgeld", "1.234,50\u00a0€", "Feldtag", "04.03.2031", "Feldzeit"],
  ...["05.03.2031 10:00", "Feldwahl", "Wahlwort", "C17", "Feldja", "Nein", "Felddatei", "Feldplan.pdf", "Feldliste"],
  ...["Eintrag 1", "Gruppenfeld", "Wiederholt"],
];

export const PAYMENT = { zustand: "bezahlt", art: "GIROPAY", betrag: "17.5", waehrung: "EUR", referenz: "K-4711" };
export const PAYMENT_WORDS = "bezahlt · GIROPAY · 17,50\u00a0€ · K-4711";

/** Values that mean something in themselves. */
export const GIVEN = {
  ...{ faelligGrund: "aufgabe", wartetAuf: "uns", letztesEreignis: "angenommen" },
  ...{ antragsdaten: FIELDS, zahlung: PAYMENT, "antragstellerDaten.geburtsdatum": "1971-04-09" },
  ...{ "antragstellerDaten.konto": "bundid", "antragstellerDaten.vertrauensniveau": 3 },
  "antragstellerDaten.unbestaetigt": ["telefon"],
  "antragstellerDaten.email": "ich@example.org",
  "antragstellerDaten.emailUnbrauchbar": false,
  ...{ "nachrichten.vertrauensniveau": 4, "nachrichten.sendung.ziel": "antragsraum", "nachrichten.sendung.fehler": "" },
  ...{ "sendungen.ziel": "xdomea_ordner", "sendungen.fehler": "xdomea_zone", "sendungen.nachrichtId": "" },
  briefMangel: "incomplete",
  postfachGrund: "mailbox_excluded",
  ...{ "uebersicht.typ": "", "uebersicht.wert": "", "uebersicht.waehrung": "", "uebersicht.teile": [] },
  ...{ "aufgaben.angaben.typ": "", "aufgaben.angaben.wert": "", "aufgaben.angaben.waehrung": "" },
  ...{ "aufgaben.angaben.teile": [] },
  ...{ "wiedervorlagen.erledigt": false, "aufgaben.werte": { text: "in Worten bei den Angaben" } },
  ...{ "aufgaben.rolle": "sachbearbeitung", "aufgaben.aktion": "" },
  ...{ "bescheide.zahlung.einzug": false },
  ...{ "bescheide.ergebnis": "bewilligt", "bescheide.kanal": "post", "bescheide.aktionen": [] },
  "bescheide.adressaten.aktionen": [],
  "bescheide.anhoerung.am": null,
  ...{ "bescheide.folgen.ergebnis": "bewilligt", "bescheide.folgen.zustand": "bekanntgegeben" },
  ...{ "zeichnungen.anhoerung.am": null, "zeichnungen.aktionen": [], "zeichnungen.bestaetigt": ["period_running"] },
  "zeichnungen.giltNoch": [],
  ...{ "zeichnungen.zahlung.einzug": false },
  ...{ "dokumente.ansehbar": true, "dokumente.contentType": "application/pdf" },
  ...{ "hinweise.code": "value_unreadable", "hinweise.feld": "f1" },
};

type Parent = Record<string, unknown>;
type Shown = (value: never, parent: Parent) => string | string[];

/** Values that stand in other words than their own. */
export const words = (t: TFunction): Record<string, Shown> => {
  const word = (group: string) => (value: string) => t(`${group}.${value}`);
  return {
    ...{ status: word("status"), wartetAuf: word("naechster.wartet"), "dubletten.status": word("status") },
    "antragstellerDaten.geburtsdatum": (v: string) => formatDate(v),
    "antragstellerDaten.konto": word("konto"),
    "antragstellerDaten.vertrauensniveau": word("niveau"),
    "antragstellerDaten.unbestaetigt": () => t("antragsteller.unbestaetigt"),
    "hinweise.feld": () => "Feldtext",
    "dubletten.gruende": word("dublette.grund"),
    "dokumente.rolle": word("dokumentRolle"),
    "dokumente.pruefung": (v: string, d) =>
      t(`pruefung.${d.rolle === "bescheid" || d.rolle === "brief" ? "eigen" : v}`),
    "dokumente.groesse": (v: number) => fileSize(v),
    "dokumente.signaturen.art": word("signatur.art"),
    "dokumente.signaturen.ergebnis": word("signatur.ergebnis"),
    "dokumente.signaturen.grund": word("signatur.grund"),
    "dokumente.signaturen.niveau": word("signatur.niveau"),
    "nachrichten.art": word("nachrichtArt"),
    "nachrichten.antwort": word("antwort"),
    "nachrichten.antwortOffen": (v: boolean) => (v ? [] : t("nachricht.nichtOffen")),
    "nachrichten.widerspruchMoeglich": (v: boolean) => (v ? t("nachricht.widerspruchTitel") : []),
    "nachrichten.gelesen": (v: boolean) => (v ? [] : t("nachricht.neuEin")),
    "nachrichten.stumm": (v: boolean) => (v ? t("brief.stummTitel") : []),
    "nachrichten.vertrauensniveau": word("niveau"),
    "nachrichten.punkte.zustand": word("punkt"),
    ...{ "nachrichten.sendung.zustand": (v: string) => first(t(`sendung.${v}`, { zeit: "|" })) },
    "sendungen.zustand": (v: string) => first(t(`sendung.${v === "bereitgestellt" ? "uebergeben" : v}`, { zeit: "|" })),
    "sendungen.ziel": word("verlaufWert"),
    "sendungen.fehler": word("uebergabeMangel"),
    "bescheide.anschrift.vertretung": word("adressat.vertretung"),
    "bescheide.adressaten.anschrift.vertretung": word("adressat.vertretung"),
    "zeichnungen.anschrift.vertretung": word("adressat.vertretung"),
    "bescheide.ergebnis": word("ergebnis"),
    "bescheide.kanal": word("kanal"),
    ...{ "bescheide.haelt": word("fehler"), "bescheide.adressaten.haelt": word("fehler") },
    "bescheide.zustand": word("bescheidZustand"),
    "bescheide.gebuehr": (v: number) => euro(v),
    "bescheide.zahlung.positionen.menge": (v: number) => v.toLocaleString("de"),
    "bescheide.zahlung.positionen.satz": (v: number) => euro(v),
    "bescheide.feststellungen.anlass": word("feststellung.anlass"),
    "bescheide.feststellungen.beleg": word("berichtigung.belege"),
    "bescheide.adressaten.kanal": word("kanal"),
    "bescheide.adressaten.zustand": word("bescheidZustand"),
    "bescheide.adressaten.feststellungen.anlass": word("feststellung.anlass"),
    "bescheide.adressaten.feststellungen.beleg": word("berichtigung.belege"),
    "bescheide.nebenbestimmungen.art": word("nebenbestimmung"),
    "bescheide.zahlung.einzug": (v: boolean) => (v ? t("zahlung.perEinzug") : []),
    "bescheide.anhoerung.grund": word("anhoerung.grund"),
    ...{ "bescheide.aenderung.art": word("aenderung.art"), "bescheide.aenderung.grund": word("aenderung.grund") },
    ...{ "zeichnungen.aenderung.art": word("aenderung.art"), "zeichnungen.aenderung.grund": word("aenderung.grund") },
    ...{
      "bescheide.aenderung.statt.art": word("aenderung.art"),
      "zeichnungen.aenderung.statt.art": word("aenderung.art"),
    },
    "bescheide.folgen.art": (v: string) => first(t(`aenderung.folge.${v}`, { datum: "|" })),
    "bescheide.folgen.ergebnis": (v: string, f) => t(outcomeKey(f.art as never, v)),
    ...{ "bescheide.folgen.zustand": word("bescheidZustand") },
    "zeichnungen.zustand": word("zeichnung.zustand"),
    "zeichnungen.gruende": word("zeichnung.grund"),
    ...{ "zeichnungen.ergebnis": word("ergebnis"), "zeichnungen.kanal": word("kanal") },
    "zeichnungen.gebuehr": (v: number) => euro(v),
    "zeichnungen.zahlung.positionen.menge": (v: number) => v.toLocaleString("de"),
    "zeichnungen.zahlung.positionen.satz": (v: number) => euro(v),
    "zeichnungen.nebenbestimmungen.art": word("nebenbestimmung"),
    "zeichnungen.anhoerung.grund": word("anhoerung.grund"),
    "zeichnungen.bestaetigt": word("fehlerFeld"),
    "zeichnungen.zahlung.einzug": (v: boolean) => (v ? t("zahlung.perEinzug") : []),
    "warten.ereignisse.steht": word("warten.steht"),
    "warten.ereignisse.endet": (v: boolean) => t(v ? "warten.danach" : "warten.daneben", { was: "" }),
    briefMangel: word("fehlerFeld"),
    postfachGrund: word("fehlerFeld"),
    einwilligung: () => t("antragsteller.einwilligungJa"),
    antwortMoeglich: () => t("antragsteller.erreichbarJa"),
  };
};

const first = (text: string): string => text.split("|")[0]?.trim() ?? "";

/** What a text, number or time may look like. */
export function plainForms(value: unknown): string[] {
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [formatDate(text), formatDateShort(text)];
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return [formatMoment(text), formatDateShort(text)];
  return [text];
}

const done = (a: Parent) => a.zustand === "erledigt";
const open = (a: Parent) => a.zustand === "offen";

/** Values that are on no tab, each with its reason. `when` limits it to some of the objects. */
export const HIDDEN: { path: RegExp; why: string; when?: (parent: Parent) => boolean }[] = [
  {
    path: /(^|\.)(id|dokumentId|nachrichtId|bescheidId|token|element|anhaenge|bezug|einheit|verfahren)$/,
    why: "keys of programs; names stand beside them",
  },
  { path: /^(version|zustaendig|verfahrenStand)$/, why: "lock, user name, version of the procedure: for programs" },
  { path: /^recht$/, why: "the procedural law chooses the words and the sections shown" },
  {
    path: /^(verfahrenTitel|letztesEreignis|letztesEreignisAm|neueAntwort|vorfall|treffer)$/,
    why: "of the list; the tabs have the long title, the journal and the thing itself",
  },
  { path: /^faelligGrund$/, why: "faelligText says which task it is", when: (v) => Boolean(v.faelligText) },
  {
    path: /^aktionen|\.(aktionen|fristAktionen)|\.erledigbar$|\.ansehbar$|emailUnbrauchbar$|\.posttag$|\.antwortNoetig$/,
    why: "what a person may do: buttons, not words",
  },
  {
    path: /^bescheide\.zustand$/,
    why: "one that another has replaced says that instead",
    when: (b) => (b.folgen as { art: string }[]).some((f) => f.art === "ersetzen"),
  },
  { path: /^bescheide\.auflagen$/, why: "the texts of the Nebenbestimmungen, for the app of the version before" },
  { path: /^tenorVorschlag\./, why: "stands in the first step of a Bescheid, of the outcome that is chosen" },
  { path: /^bescheide\.aenderungen\./, why: "what a Bescheid that changes it would say: the first step of the wizard" },
  { path: /^bescheide\.(adressaten\.)?feststellungen\.schritte$/, why: "the steps of the day that counts stand above" },
  { path: /^bescheide\.(adressaten\.)?feststellungen\.(art|abruf)$/, why: "how rule and name are said" },
  { path: /^zahlungVorschlag\./, why: "begins the payment in the wizard, as the fee does" },
  { path: /^gebuehrVorschlag$/, why: "begins the fee in the wizard, which is a step of its own" },
  { path: /^formular\.schluessel$/, why: "the form's title stands in its place" },
  { path: /^antragstellerDaten\.art$/, why: "seen by whether there is a company" },
  { path: /^nachrichten\.brief$/, why: "a button" },
  { path: /^briefanschrift\./, why: "begins the forms of a letter; stands in the overview where there is no account" },
  { path: /(^|\.)(sendung|sendungen)\.dokument$/, why: "the link to the letter" },
  { path: /^hinweise\.code$/, why: "the text says it" },
  { path: /^dokumente\.(contentType|sha256|feld|punktId)$/, why: "for programs: type, checksum, place in the form" },
  { path: /^nachrichten\.richtung$/, why: "the side of the thread, and the sender's name" },
  {
    path: /^nachrichten\.(antwort|antwortBis|antwortOffen|uhrStehtSeit|vertrauensniveau)$/,
    why: "what a message of the office asks for",
    when: (n) => n.richtung === "ein",
  },
  { path: /^nachrichten\.gelesen$/, why: "of answers only", when: (n) => n.richtung === "aus" },
  {
    path: /^nachrichten\.(punkte|sendung)\.(dokumente|art|ziel)$/,
    why: "the files themselves; the message says kind and way",
  },
  {
    path: /(^|\.)(sendung|sendungen)\.(am|bereitgestelltAm)$/,
    why: "the latest time is shown",
    when: (s) => Boolean(s.gelesenAm),
  },
  {
    path: /(^|\.)(sendung|sendungen)\.gelesenAm$/,
    why: "nobody opens a letter",
    when: (s) => ["zur_post", "zurueck", "verworfen"].includes(String(s.zustand)),
  },
  { path: /^sendungen\.art$/, why: "the target says it" },
  {
    path: /^aufgaben\.rolle$/,
    why: "who has to do it, for everybody else",
    when: (a) => !open(a) || a.erledigbar === true,
  },
  { path: /^aufgaben\.einheitName$/, why: "of one's own tasks, and of dropped ones", when: (a) => !done(a) },
  { path: /^aufgaben\.hinweis$/, why: "how to do it", when: (a) => !open(a) },
  { path: /^aufgaben\.faelligAm$/, why: "an open date only", when: (a) => !open(a) },
  { path: /^aufgaben\.antwortDa$/, why: "of an open task only", when: (a) => !open(a) },
  { path: /^aufgaben\.(felder\..*|aktion)$/, why: "the form of an open task: inputs, not values" },
  { path: /^aufgaben\.werte/, why: "angaben has them in words" },
  { path: /^aufgaben\.(angaben\..*|erledigtAm|erledigtVon)$/, why: "of finished tasks only", when: (a) => !done(a) },
  {
    path: /^aufgaben\.titel$/,
    why: "a task that was dropped stands in the journal",
    when: (a) => a.zustand === "entfallen",
  },
  { path: /^warten\.anAufgabe$/, why: "the next step leaves out what goes on beside a task" },
  { path: /^warten\.ereignisse\.art$/, why: "seen by its day or its message" },
  { path: /^wiedervorlagen\.erledigt$/, why: "seen by its date" },
  { path: /^vorfaelle\.code$/, why: "the reason says it" },
  { path: /^aufgaben\.zustand$/, why: "seen by where it stands" },
];
