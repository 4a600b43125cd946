import type { Bescheid, Offenes, Zeile } from "../api/types";
import { daysUntil } from "../lib/format";

/** One sentence of the catalogue: `tag` is a day to be put into words, `nachrichtId` the message it is about. */
export interface Sentence {
  key: string;
  count?: number;
  tag?: string;
  nachrichtId?: string;
}

/** What both the overview and the page know; `bescheide` only the page. */
export type Lage = Pick<
  Zeile,
  | "stand"
  | "amZug"
  | "offen"
  | "abrufVorbei"
  | "rechtsbehelfBis"
  | "rechtsbehelfBrief"
  | "zahlungBis"
  | "zahlungGeaendert"
  | "einzugAm"
  | "neu"
> & {
  bescheide?: Pick<Bescheid, "id">[];
};

/** Said before what is open, where the state itself is news. */
const leads: Partial<Record<Zeile["stand"], string>> = {
  entschieden: "jetzt.entschieden_kurz",
  nicht_bearbeitet: "jetzt.nicht_bearbeitet",
};

/** What happens now, in sentences: what is open, the earliest day first; where nothing is, the state. */
export function sentences(lage: Lage, now?: Date): Sentence[] {
  const open = lage.offen.map((o) => openSentence(o, now));
  if (lage.abrufVorbei) open.push({ key: "fehler.grund.retrieval_expired" });
  if (payment(lage, now))
    open.push({
      key: lage.zahlungGeaendert ? "jetzt.zahlungGeaendert" : "jetzt.zahlungBis",
      tag: lage.zahlungBis ?? "",
    });
  if (lage.einzugAm && daysUntil(lage.einzugAm, now) >= 0) open.push({ key: "jetzt.einzugAm", tag: lage.einzugAm });
  if (remedy(lage, now))
    open.push({
      key: lage.rechtsbehelfBrief ? "jetzt.rechtsbehelfBrief" : "jetzt.rechtsbehelf",
      tag: lage.rechtsbehelfBis ?? "",
    });
  if (lage.offen.length === 0 && !lage.abrufVorbei) return [{ key: stateKey(lage, now) }, ...open];
  const lead = leads[lage.stand];
  return lead ? [{ key: lead }, ...open] : open;
}

function stateKey(lage: Lage, now?: Date): string {
  const { stand, bescheide } = lage;
  if (stand === "abgeschlossen" && (payment(lage, now) || remedy(lage, now))) return "jetzt.abgeschlossen_kurz";
  if (stand !== "entschieden") return `jetzt.${stand}`;
  if (bescheide === undefined) return "jetzt.entschieden_kurz";
  return bescheide.length === 0 ? "jetzt.entschieden_ohne" : "jetzt.entschieden";
}

function openSentence({ art, nachrichtId, bis, punkte }: Offenes, now?: Date): Sentence {
  const over = bis !== null && daysUntil(bis, now) < 0;
  // a page left open over midnight: the day decides, not when the server was asked last
  if (art === "abruf" && over) return { key: "fehler.grund.retrieval_expired", nachrichtId };
  const what = art === "abruf" ? "bescheid" : punkte > 0 ? "unterlagen" : "antwort";
  const when = bis === null ? "" : over ? "Vorbei" : "Bis";
  return {
    key: `offen.${what}${when}`,
    nachrichtId,
    ...(punkte > 0 && { count: punkte }),
    ...(bis !== null && { tag: bis }),
  };
}

/** Whether the person can still object to a decision. */
function remedy({ rechtsbehelfBis }: Pick<Zeile, "rechtsbehelfBis">, now?: Date): boolean {
  return rechtsbehelfBis !== null && daysUntil(rechtsbehelfBis, now) >= 0;
}

/** Whether something is to be paid, unless it was: nobody here knows. */
function payment({ zahlungBis }: Pick<Zeile, "zahlungBis">, now?: Date): boolean {
  return Boolean(zahlungBis) && daysUntil(zahlungBis ?? "", now) >= 0;
}

/** Who has the ball; something unread is something to do as well, once nobody else has it. */
export function turn(
  lage: Pick<Zeile, "stand" | "amZug" | "neu" | "rechtsbehelfBis" | "zahlungBis">,
  now?: Date,
): Zeile["amZug"] | "lesen" | "zahlung" | "frist" {
  if (lage.amZug === "sie") return "sie";
  if (lage.amZug === "niemand" && lage.neu > 0) return "lesen";
  if (payment(lage, now)) return "zahlung"; // whatever the office has to do beside
  if (lage.amZug !== "niemand") return lage.amZug;
  // after a decision a remedy may be possible whose day nobody but the letter names
  return lage.stand === "entschieden" || remedy(lage, now) ? "frist" : "niemand";
}

/** The one sentence over the overview; undefined where there is nothing to say it of. */
export function overall(zeilen: Zeile[], shut: number, now?: Date): { key: string; count?: number } | undefined {
  if (zeilen.length === 0) return undefined;
  const yours = zeilen.filter((zeile) => zeile.amZug === "sie").length;
  if (yours > 0) return { key: "liste.sieSindDran", count: yours };
  if (zeilen.some((zeile) => zeile.neu > 0)) return { key: "liste.neuesZuLesen" };
  const due = zeilen.filter((zeile) => payment(zeile, now)).length;
  if (due > 0) return { key: "liste.zuZahlen", count: due };
  const running = zeilen.filter((zeile) => remedy(zeile, now)).length;
  if (running > 0) return { key: "liste.fristLaeuft", count: running };
  // what is shut away may hold anything: nothing is promised there
  return { key: shut > 0 ? "liste.nichtsZuTunHier" : "liste.nichtsZuTun" };
}
