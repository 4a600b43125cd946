import { useTranslation } from "react-i18next";
import type { Regel } from "../../api/zuordnung.ts";
import { Button } from "../../components/Button.tsx";
import { Details } from "../../components/Details.tsx";
import { Numbers } from "../../components/Lists.tsx";
import { Notice } from "../../components/Notice.tsx";
import { formatMoment } from "../../lib/date.ts";
import { CONDITIONS } from "./rules.ts";
import type { Rules } from "./use-rules.ts";

interface Props {
  rules: Rules;
  unitName: (key: string) => string;
  onSave: () => void;
}

/** Somebody saved the table meanwhile: both versions stand, and the person decides. */
export function RuleConflict({ rules, unitName, onSave }: Props) {
  const { t, i18n } = useTranslation();
  const { theirs } = rules;
  if (!theirs) return null;
  const words = (regel: Regel) =>
    CONDITIONS.filter((c) => regel[c])
      .map((c) => `${t(`zustaendigkeit.spalte.${c}`)} ${regel[c]}`)
      .join(", ") || t("zustaendigkeit.immer");
  const wann = theirs.geaendertAm ? formatMoment(theirs.geaendertAm, i18n.language) : "";
  return (
    <Notice kind="warn" title={t("zustaendigkeit.konfliktTitel")} alert>
      <p>{t("zustaendigkeit.konfliktText", { name: theirs.geaendertVon, wann })}</p>
      <Details summary={t("zustaendigkeit.konfliktAndere")}>
        <Numbers>
          {theirs.regeln.map((regel, nr) => (
            <li key={nr}>
              {words(regel)} → {unitName(regel.einheit)}
            </li>
          ))}
        </Numbers>
      </Details>
      <div className="actions">
        <Button kind="primary" busy={rules.busy} onClick={onSave}>
          {t("zustaendigkeit.konfliktMeine")}
        </Button>
        <Button onClick={rules.reset}>{t("zustaendigkeit.konfliktLaden")}</Button>
      </div>
    </Notice>
  );
}
