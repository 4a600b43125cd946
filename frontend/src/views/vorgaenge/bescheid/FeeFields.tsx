import type { Verfahren, Vorgang } from "../../../api/types.ts";
import { CheckField, TextField } from "../../../components/fields.tsx";
import { today } from "../../../lib/date.ts";
import { euro, parseCents } from "../../../lib/number.ts";
import { type DecisionDraft, feeLines, type Missing, type Payment, payment } from "./decision-draft.ts";
import { FeeLines } from "./FeeLines.tsx";
import { linesTotal } from "./fee-lines.ts";
import { useLawWords } from "./use-law-words.ts";

interface Props {
  vorgang: Vorgang;
  verfahren?: Verfahren;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
}

/** The fee: how much, on which basis, until when, and what whoever pays it states. */
export function FeeFields({ vorgang, verfahren, draft, gaps, change }: Props) {
  const { t, i18n } = useLawWords(vorgang.recht);
  const proposed = vorgang.zahlungVorschlag;
  const given = payment(draft, vorgang);
  const set = (part: Partial<Payment>) => change({ zahlung: { ...draft.zahlung, ...part } });
  const lines = feeLines(draft, vorgang);
  const hints = [
    vorgang.gebuehrVorschlag == null
      ? ""
      : t("bescheid.gebuehrVorschlag", { betrag: euro(vorgang.gebuehrVorschlag, i18n.language) }),
    verfahren?.gebuehrRechtsgrundlage ?? "",
  ];
  return (
    <>
      <FeeLines
        recht={vorgang.recht}
        lines={lines}
        onChange={(zeilen) => change({ zahlung: { ...draft.zahlung, zeilen }, gebuehr: linesTotal(zeilen) })}
      />
      <TextField
        label={t("bescheid.gebuehrEuro")}
        hint={hints.filter(Boolean).join(" ")}
        inputMode="decimal"
        readOnly={lines.length > 0}
        value={draft.gebuehr}
        error={gaps.includes("gebuehr") ? t("bescheidFehlt.gebuehr") : undefined}
        onChange={(gebuehr) => change({ gebuehr })}
      />
      {Boolean(parseCents(draft.gebuehr)) && (
        <fieldset className="stack-s">
          <legend className="label">{t("zahlung.titel")}</legend>
          <TextField
            label={t("zahlung.rechtsgrundlage")}
            maxLength={500}
            value={given.rechtsgrundlage}
            onChange={(rechtsgrundlage) => set({ rechtsgrundlage })}
          />
          <TextField
            label={t("zahlung.faelligAm")}
            type="date"
            min={today()}
            value={given.faelligAm}
            onChange={(faelligAm) => set({ faelligAm })}
          />
          <TextField
            label={t("zahlung.kassenzeichen")}
            hint={t("zahlung.kassenzeichenHinweis")}
            maxLength={140}
            value={given.kassenzeichen}
            onChange={(kassenzeichen) => set({ kassenzeichen })}
          />
          <CheckField label={t("zahlung.einzug")} checked={given.einzug} onChange={(einzug) => set({ einzug })} />
          {!given.einzug && (
            <p className="muted">
              {proposed.iban
                ? t("zahlung.aufKonto", { inhaber: proposed.inhaber, iban: proposed.iban })
                : t("fehlerFeld.account_missing")}
            </p>
          )}
        </fieldset>
      )}
    </>
  );
}
