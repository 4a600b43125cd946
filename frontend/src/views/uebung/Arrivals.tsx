import { useTranslation } from "react-i18next";
import type { Uebungsstand } from "../../api/uebung.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import type { Lauf } from "./use-uebung.ts";

/** What may come from outside: messages, the day a letter becomes known, that the application is withdrawn. */
export function Arrivals({ lauf, stand }: { lauf: Lauf; stand: Uebungsstand }) {
  const { t } = useTranslation();
  if (!stand.bild.laeuft) return null;
  const expected = stand.nachrichten.some((n) => n.name === "ruecknahme");
  return (
    <Card aria-labelledby="eintreffen">
      <h2 id="eintreffen">{t("uebung.eintreffen")}</h2>
      <ul className="stack-s">
        {stand.brief && (
          <li>
            <Button onClick={() => lauf.add({ befehl: "bekanntgabe" })}>{t("uebung.bekanntgabe")}</Button>
          </li>
        )}
        {stand.nachrichten.map((n) => (
          <li key={`${n.name} ${n.schluessel} ${n.element}`}>
            <Button
              onClick={() =>
                lauf.add({ befehl: "nachricht", name: n.name, ...(n.schluessel && { schluessel: n.schluessel }) })
              }
            >
              {n.ereignis ? t("uebung.nachricht", n) : t("uebung.zuFrueh", { titel: n.titel })}
            </Button>
          </li>
        ))}
        {!expected && (
          <li>
            <Button onClick={() => lauf.add({ befehl: "abbrechen", grund: t("uebung.ruecknahmeGrund") })}>
              {t("uebung.ruecknahme")}
            </Button>
          </li>
        )}
      </ul>
    </Card>
  );
}
