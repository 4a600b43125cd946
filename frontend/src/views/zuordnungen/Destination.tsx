import { useTranslation } from "react-i18next";
import { Combobox } from "../../components/Combobox.tsx";
import { CheckField, TextField } from "../../components/fields.tsx";
import { setPlace, valueAt } from "./content.ts";
import styles from "./Destination.module.css";
import { LeikaField } from "./LeikaField.tsx";
import { ObjectionLine } from "./ObjectionNote.tsx";
import { TargetGroup, targetClass } from "./Target.tsx";
import { type Bench, placeId } from "./use-bench.ts";

const PLACES = ["verfahren", "einheit", "titel", "leika"] as const;

function ReadOnly({ bench }: { bench: Bench }) {
  const { t } = useTranslation();
  const text = {
    verfahren: bench.verfahren?.titel ?? bench.inhalt.verfahren,
    einheit: bench.einheiten.find((e) => e.schluessel === bench.inhalt.einheit)?.name ?? bench.inhalt.einheit,
    titel: bench.inhalt.titel,
    leika: bench.inhalt.leika?.join(", "),
  };
  const places = PLACES.map((name) => (
    <div key={name} className={targetClass.line}>
      <span className={targetClass.name}>{t(`zuordnung.ziel.${name}`)}</span>
      {text[name] ? (
        <span>{text[name]}</span>
      ) : (
        <span className="muted">{t(`zuordnung.ziel.${name}Leer`, { defaultValue: "–" })}</span>
      )}
    </div>
  ));
  return (
    <>
      {places}
      {bench.inhalt.anhalten && <p className="muted">{t("zuordnung.ziel.anhalten")}</p>}
    </>
  );
}

/** Which procedure and unit the form goes to, and under which title and key. */
export function Destination({ bench }: { bench: Bench }) {
  const { t } = useTranslation();
  const { inhalt, change } = bench;
  const set = (stelle: string) => (wert: string) => change(setPlace(inhalt, stelle, wert));
  const einheit = valueAt(inhalt, "einheit");
  const unknown =
    einheit !== "" && bench.einheiten.length > 0 && !bench.einheiten.some((e) => e.schluessel === einheit);
  return (
    <TargetGroup labelledBy="ziele-wohin">
      <h3 id="ziele-wohin">{t("zuordnung.ziel.wohin")}</h3>
      {!bench.editable && <ReadOnly bench={bench} />}
      {bench.editable && (
        <div className={styles.grid}>
          <Combobox
            id={placeId("verfahren")}
            label={t("zuordnung.ziel.verfahren")}
            value={inhalt.verfahren}
            options={bench.verfahrenListe.map((v) => ({ value: v.name, label: v.titel, detail: v.kurz }))}
            placeholder={t("allgemein.bitteWaehlen")}
            onChange={set("verfahren")}
          />
          <div>
            <Combobox
              id={placeId("einheit")}
              label={t("zuordnung.ziel.einheit")}
              value={einheit}
              options={bench.einheiten.map((e) => ({ value: e.schluessel, label: e.name, detail: e.schluessel }))}
              placeholder={t("zuordnung.ziel.einheitLeer")}
              invalid={unknown}
              describedBy={unknown ? "einheit-fehler" : undefined}
              onChange={set("einheit")}
            />
            {unknown && (
              <ObjectionLine bad id="einheit-fehler">
                {t("zuordnung.ziel.einheitFehler")}
              </ObjectionLine>
            )}
          </div>
          <TextField
            label={t("zuordnung.ziel.titel")}
            placeholder={bench.verfahren?.kurz ?? t("zuordnung.ziel.titelLeer")}
            maxLength={200}
            value={inhalt.titel ?? ""}
            onChange={set("titel")}
          />
          <LeikaField bench={bench} />
          <div>
            <CheckField
              label={
                <>
                  {t("zuordnung.ziel.anhalten")} <span>{t("zuordnung.ziel.anhaltenHinweis")}</span>
                </>
              }
              checked={inhalt.anhalten ?? false}
              onChange={(anhalten) => change({ ...inhalt, anhalten })}
            />
          </div>
        </div>
      )}
    </TargetGroup>
  );
}
