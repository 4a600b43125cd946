import { useTranslation } from "react-i18next";
import type { Nebenbestimmung, Verfahren, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { SelectField, TextArea } from "../../../components/fields.tsx";
import { Menu } from "../../../components/Menu.tsx";
import { Popover } from "../../../components/Popover.tsx";
import { fillPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { Attachments } from "../Attachments.tsx";
import styles from "./ConditionStep.module.css";
import { type DecisionDraft, effect, type Missing } from "./decision-draft.ts";
import { FeeFields } from "./FeeFields.tsx";

interface Props {
  vorgang: Vorgang;
  verfahren?: Verfahren;
  values: Values;
  draft: DecisionDraft;
  gaps: Missing[];
  change: (part: Partial<DecisionDraft>) => void;
}

const KINDS = ["befristung", "bedingung", "widerrufsvorbehalt", "auflage", "auflagenvorbehalt"] as const;

/** Nebenbestimmungen by kind (§ 36 VwVfG) from the procedure or free ones, and the fee with where it comes from. */
export function ConditionStep({ vorgang, verfahren, values, draft, gaps, change }: Props) {
  const { t } = useTranslation();
  const known = (verfahren?.auflagen ?? []).filter((b) => !b.ergebnis?.length || b.ergebnis.includes(draft.ergebnis));
  const all = draft.nebenbestimmungen;
  const correcting = effect(draft, vorgang) === "berichtigen";
  const set = (nr: number, part: Partial<Nebenbestimmung>) =>
    change({ nebenbestimmungen: all.map((n, i) => (i === nr ? { ...n, ...part } : n)) });
  const add = (art: Nebenbestimmung["art"], text: string) => change({ nebenbestimmungen: [...all, { art, text }] });
  return (
    <div className="stack">
      {correcting || draft.ergebnis === "abgelehnt" ? (
        <p className="muted">{t(correcting ? "bescheid.nurBerichtigt" : "bescheid.keineAuflagen")}</p>
      ) : (
        <fieldset className="stack-s">
          <legend className="label">{t("bescheid.auflagen")}</legend>
          {all.map(({ art, text }, nr) => (
            <div className={styles.line} key={nr}>
              <SelectField
                label={t("bescheid.auflageArt", { nr: nr + 1 })}
                value={art}
                options={KINDS.map((value) => ({ value, label: t(`nebenbestimmung.${value}`) }))}
                onChange={(wert) => set(nr, { art: wert as Nebenbestimmung["art"] })}
              />
              <TextArea
                label={t("bescheid.auflageNr", { nr: nr + 1 })}
                rows={2}
                maxLength={4000}
                value={text}
                onChange={(wert) => set(nr, { text: wert })}
              />
              <Button
                aria-label={t("bescheid.auflageWeg", { nr: nr + 1 })}
                onClick={() => change({ nebenbestimmungen: all.filter((_, i) => i !== nr) })}
              >
                {t("allgemein.entfernen")}
              </Button>
            </div>
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
                            add((b.art ?? "auflage") as Nebenbestimmung["art"], fillPlaceholders(b.text, values));
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
            <Button onClick={() => add("auflage", "")}>{t("bescheid.auflageFrei")}</Button>
          </div>
        </fieldset>
      )}
      {!correcting && <FeeFields {...{ vorgang, verfahren, draft, gaps, change }} />}
      <fieldset className="stack-s">
        <legend className="label">{t("bescheid.anhaenge")}</legend>
        <Attachments
          of="bescheid"
          roles={["intern", "attachment", "nachricht", "antwort"]}
          vorgang={vorgang}
          chosen={draft.anlagen}
          onChange={(anlagen) => change({ anlagen })}
        />
      </fieldset>
    </div>
  );
}
