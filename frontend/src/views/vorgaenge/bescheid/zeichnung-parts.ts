import type { TFunction } from "i18next";
import type { Bescheidaenderung, BescheidNeu, Zahlung, Zeichnung } from "../../../api/types.ts";
import { addressLine } from "../../../domain/address-line.ts";
import { formatDate, formatDateWithDay } from "../../../lib/date.ts";
import { euro } from "../../../lib/number.ts";
import { lineText } from "./fee-lines.ts";

export interface Part {
  label: string;
  text: string;
}

/** As PaymentFacts says it, in one text. */
function paymentText(z: Zahlung, t: TFunction, language: string): string {
  const account = z.iban ? `${z.inhaber}, IBAN ${z.iban}${z.bic && `, BIC ${z.bic}`}` : t("zahlung.ohneKonto");
  return [
    t("zahlung.bis", { tag: formatDate(z.faelligAm, language) }),
    z.einzug ? t("zahlung.perEinzug") : account,
    `${t("zahlung.kassenzeichen")}: ${z.kassenzeichen}`,
    z.rechtsgrundlage,
    ...z.positionen.map((p) => lineText(p, language)),
  ].join("\n");
}

/** All that was written, in the words of the screen: what is shown is what is compared. */
export function parts(z: Zeichnung, t: TFunction, language: string, change: (x: Bescheidaenderung) => string): Part[] {
  const { anhoerung: h, anschrift: an } = z;
  const heard = h?.am
    ? t("bescheid.anhoerungAm", { tag: formatDateWithDay(h.am, language) })
    : h?.grund && t("bescheid.anhoerungNicht", { grund: t(`anhoerung.grund.${h.grund}`) });
  const known = z.nebenbestimmungen.map((n, i) => `${i + 1}. ${t(`nebenbestimmung.${n.art}`)}: ${n.text}`);
  return [
    { label: t("aenderung.zu"), text: z.aenderung ? change(z.aenderung) : "" },
    { label: t("bescheid.schritt.ergebnis"), text: t(`ergebnis.${z.ergebnis}`) },
    { label: t("bescheid.entschieden"), text: z.tenor },
    { label: t("bescheid.ablehnung"), text: z.ablehnung },
    { label: t("bescheid.begruendung"), text: z.begruendung },
    { label: t("bescheid.anhoerung"), text: heard ?? "" },
    { label: t("bescheid.auflagen"), text: known.join("\n") },
    { label: t("bescheid.gebuehr"), text: euro(z.gebuehr, language) },
    { label: t("zahlung.titel"), text: z.zahlung ? paymentText(z.zahlung, t, language) : "" },
    { label: t("bescheid.anhaenge"), text: z.anlagen.map((a) => a.titel).join("\n") },
    { label: t("bescheid.kanal"), text: t(`kanal.${z.kanal}`) },
    {
      label: t("berichtigung.anschrift"),
      text: an ? addressLine(t, an) : "",
    },
    { label: t("zeichnung.bestaetigt"), text: z.bestaetigt.map((x) => t(`fehlerFeld.${x}`)).join(", ") },
  ];
}

/** The same as a Bescheid that is being written: for the letter and the check. */
export const asNew = (z: Zeichnung, version: number): BescheidNeu => ({
  version,
  ergebnis: z.ergebnis,
  tenor: z.tenor || undefined,
  ablehnung: z.ablehnung || undefined,
  begruendung: z.begruendung || undefined,
  nebenbestimmungen: z.nebenbestimmungen.length > 0 ? z.nebenbestimmungen : undefined,
  gebuehr: z.gebuehr,
  zahlung: z.zahlung && {
    ...{ rechtsgrundlage: z.zahlung.rechtsgrundlage, faelligAm: z.zahlung.faelligAm },
    ...{ kassenzeichen: z.zahlung.kassenzeichen, einzug: z.zahlung.einzug },
    positionen: z.zahlung.positionen,
  },
  anlagen: z.anlagen.length > 0 ? z.anlagen.map((a) => a.dokumentId) : undefined,
  anhoerung: z.anhoerung,
  anschrift: z.anschrift,
  aenderung: z.aenderung,
  kanal: z.kanal,
});
