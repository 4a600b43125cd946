import { useTranslation } from "react-i18next";
import type { Uebungsschritt, Uebungsstand } from "../../api/uebung.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Numbers } from "../../components/Lists.tsx";
import { elementNames } from "../../domain/element-names.ts";
import { formatDate } from "../../lib/date.ts";
import type { Lauf } from "./use-uebung.ts";

interface Props {
  lauf: Lauf;
  stand: Uebungsstand;
  onRestart: () => void;
  /** Saves the steps as a scenario. */
  onSave?: () => void;
}

/** What was done so far; the last step can be taken back. */
export function Steps({ lauf, stand, onRestart, onSave }: Props) {
  const { t, i18n } = useTranslation();
  const names = elementNames(stand.bild.bpmn);
  const titles = new Map(stand.nachrichten.map((n) => [n.name, n.titel]));
  const words = (s: Uebungsschritt): string => {
    const element = s.aufgabe ?? s.dienst ?? "";
    const name = names.get(element) ?? titles.get(s.name ?? "") ?? (element || (s.name ?? ""));
    if (s.befehl !== "warten") return t(`uebung.schritt.${s.befehl}`, { name });
    if (s.bis === "ereignis") return t("uebung.schritt.ereignis");
    if (s.bis) return t("uebung.schritt.bis", { tag: formatDate(s.bis, i18n.language) });
    return t(s.dauer === "P7D" ? "uebung.schritt.woche" : "uebung.schritt.tag");
  };
  const done = lauf.schritte.filter((s) => s.befehl !== "start");
  return (
    <Card aria-labelledby="schritte">
      <h2 id="schritte">{t("uebung.schritte")}</h2>
      {done.length === 0 ? (
        <p className="muted">{t("uebung.keinSchritt")}</p>
      ) : (
        <Numbers>
          {done.map((s, i) => (
            <li key={i}>{words(s)}</li>
          ))}
        </Numbers>
      )}
      <div className="actions">
        {done.length > 0 && <Button onClick={lauf.undo}>{t("uebung.zurueck")}</Button>}
        <Button onClick={onRestart}>{t("uebung.vonVorn")}</Button>
        {onSave && done.length > 0 && (
          <Button kind="quiet" onClick={onSave}>
            {t("uebung.speichern")}
          </Button>
        )}
      </div>
    </Card>
  );
}
