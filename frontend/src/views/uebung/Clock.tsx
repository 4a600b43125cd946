import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Uebungsstand } from "../../api/uebung.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { TextField } from "../../components/fields.tsx";
import { addDays, dayOf, formatDateWithDay, formatEnd, formatTime } from "../../lib/date.ts";
import styles from "./Clock.module.css";
import type { Lauf } from "./use-uebung.ts";

/** Day and time as the clock of the practice shows them. */
export function useUhr(): (uhr: string) => string {
  const { t, i18n } = useTranslation();
  return (uhr) =>
    t("uebung.uhrzeit", {
      tag: formatDateWithDay(dayOf(uhr), i18n.language),
      zeit: formatTime(uhr, i18n.language),
    });
}

/** The clock of the practice; it goes forward, by a day, to a day, or to where something happens. */
export function Clock({ lauf, stand }: { lauf: Lauf; stand: Uebungsstand }) {
  const { t, i18n } = useTranslation();
  const uhr = useUhr();
  const [tag, setTag] = useState("");
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (tag) lauf.add({ befehl: "warten", bis: tag });
    setTag("");
  };
  return (
    <Card aria-labelledby="uhr">
      <h2 id="uhr">{t("uebung.uhr")}</h2>
      <p className={styles.clock}>{uhr(stand.uhr)}</p>
      {stand.bild.laeuft && (
        <>
          <p className="muted">
            {stand.naechstes
              ? t("uebung.naechstes", { ende: formatEnd(stand.naechstes, i18n.language) })
              : t("uebung.keinNaechstes")}
          </p>
          <div className="actions">
            <Button onClick={() => lauf.add({ befehl: "warten", dauer: "P1D" })}>{t("uebung.tag")}</Button>
            <Button onClick={() => lauf.add({ befehl: "warten", dauer: "P7D" })}>{t("uebung.woche")}</Button>
            {stand.naechstes && (
              <Button onClick={() => lauf.add({ befehl: "warten", bis: "ereignis" })}>{t("uebung.ereignis")}</Button>
            )}
          </div>
          <form className="stack-s" onSubmit={submit}>
            <TextField
              label={t("uebung.bis")}
              type="date"
              required
              min={addDays(dayOf(stand.uhr), 1)}
              value={tag}
              onChange={setTag}
            />
            <div className="actions">
              <Button type="submit">{t("uebung.vorstellen")}</Button>
            </div>
          </form>
        </>
      )}
    </Card>
  );
}
