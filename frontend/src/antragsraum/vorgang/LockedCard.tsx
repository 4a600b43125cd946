import { useTranslation } from "react-i18next";
import type { Ich, Verschlossen } from "../api/types";
import { Card } from "../components/Card";
import { StrongerSignIn } from "../components/StrongerSignIn";
import { WithIcon } from "../components/WithIcon";
import { formatDay } from "../lib/format";

/** Applications this sign-in is not sure enough for, by the level they need: one way in per level. */
export function byNiveau(verschlossen: Verschlossen[]): [number, Verschlossen[]][] {
  const levels = [...new Set(verschlossen.map((v) => v.vertrauensniveau))].sort((a, b) => a - b);
  return levels.map((niveau) => [niveau, verschlossen.filter((v) => v.vertrauensniveau === niveau)]);
}

/** That there is something, since when, and how to get there; the server says no more than that. */
export function LockedCard({ anzahl, ich, niveau }: { anzahl: Verschlossen[]; ich: Ich; niveau: number }) {
  const { t, i18n } = useTranslation();
  return (
    <Card as="li" className="stack">
      <WithIcon as="h2" icon="schloss">
        <span>{t("verschlossen.titel", { count: anzahl.length })}</span>
      </WithIcon>
      <ul>
        {anzahl.map((v, nr) => (
          <li key={nr}>{t("verschlossen.seit", { tag: formatDay(v.eingangAm, i18n.language) })}</li>
        ))}
      </ul>
      <p>{t("verschlossen.text", { count: anzahl.length })}</p>
      <StrongerSignIn ich={ich} niveau={niveau} weiter="/antragsraum" />
      <p>{t("verschlossen.gehtNicht")}</p>
    </Card>
  );
}
