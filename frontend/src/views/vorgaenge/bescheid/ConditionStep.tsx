import { useTranslation } from "react-i18next";
import type { Verfahren, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { FieldLine } from "../../../components/FieldLine.tsx";
import { TextArea, TextField } from "../../../components/fields.tsx";
import { Menu } from "../../../components/Menu.tsx";
import { Popover } from "../../../components/Popover.tsx";
import { fillPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { euro } from "../../../lib/number.ts";
import type { DecisionDraft, Missing } from "./decision-draft.ts";

interface Props {
  vorgang: Vorgang;
  verfahren?: Verfahren;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
}

/** Auflagen from the procedure or free ones, and the fee with where it comes from. */
export function ConditionStep({ vorgang, verfahren, values, draft, gaps, change }: Props) {
  const { t, i18n } = useTranslation();
  const known = (verfahren?.auflagen ?? []).filter((b) => !b.ergebnis?.length || b.ergebnis.includes(draft.ergebnis));
  const set = (nr: number, text: string) => change({ auflagen: draft.auflagen.map((a, i) => (i === nr ? text : a)) });
  const hints = [
    vorgang.gebuehrVorschlag == null
      ? ""
      : t("bescheid.gebuehrVorschlag", { betrag: euro(vorgang.gebuehrVorschlag, i18n.language) }),
    verfahren?.gebuehrRechtsgrundlage ?? "",
  ];
  return (
    <div className="stack">
      {draft.ergebnis === "abgelehnt" ? (
        <p className="muted">{t("bescheid.keineAuflagen")}</p>
      ) : (
        <fieldset className="stack-s">
          <legend className="label">{t("bescheid.auflagen")}</legend>
          {draft.auflagen.map((text, nr) => (
            <FieldLine key={nr}>
              <TextArea
                label={t("bescheid.auflageNr", { nr: nr + 1 })}
                rows={2}
                maxLength={4000}
                value={text}
                onChange={(wert) => set(nr, wert)}
              />
              <Button
                aria-label={t("bescheid.auflageWeg", { nr: nr + 1 })}
                onClick={() => change({ auflagen: draft.auflagen.filter((_, i) => i !== nr) })}
              >
                {t("allgemein.entfernen")}
              </Button>
            </FieldLine>
          ))}
          <div className="rowflex">
            {known.length > 0 && (
              <Popover label={t("bescheid.auflageWaehlen")}>
                {(close) => (
                  <Menu>
                    {known.map((b) => (
                      <li key={b.kennung}>
                        <button
                          type="button"
                          onClick={() => {
                            close();
                            change({ auflagen: [...draft.auflagen, fillPlaceholders(b.text, values)] });
                          }}
                        >
                          {b.titel}
                        </button>
                      </li>
                    ))}
                  </Menu>
                )}
              </Popover>
            )}
            <Button onClick={() => change({ auflagen: [...draft.auflagen, ""] })}>{t("bescheid.auflageFrei")}</Button>
          </div>
        </fieldset>
      )}
      <TextField
        label={t("bescheid.gebuehrEuro")}
        hint={hints.filter(Boolean).join(" ")}
        inputMode="decimal"
        value={draft.gebuehr}
        error={gaps.includes("gebuehr") ? t("bescheidFehlt.gebuehr") : undefined}
        onChange={(gebuehr) => change({ gebuehr })}
      />
    </div>
  );
}
