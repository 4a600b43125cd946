import { useTranslation } from "react-i18next";
import type { Verfahrensbefund, Verfahrensversion } from "../../api/verfahren.ts";
import { Card } from "../../components/Card.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { GroupedFindings } from "./Findings.tsx";

interface Props {
  version: Verfahrensversion;
  onShow: (befund: Verfahrensbefund) => void;
}

/** What the check could not judge: not proven is not fine. */
export function LeftOpen({ offen }: { offen: string[] }) {
  const { t } = useTranslation();
  if (offen.length === 0) return null;
  return (
    <section>
      <h3>{t("verfahren.offen")}</h3>
      <p className="muted">{t("verfahren.offenText")}</p>
      <Bullets>
        {offen.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </Bullets>
    </section>
  );
}

/** What is wrong with a version, wherever it is, and what this installation does not have of it now. */
export function VersionFindings({ version, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <Card aria-labelledby="befunde">
      <h2 id="befunde">{t("verfahren.befunde")}</h2>
      <GroupedFindings befunde={version.befunde} bild={version.bild} onShow={onShow} />
      {version.befunde.length + version.haus.length === 0 && <p className="muted">{t("verfahren.keineBefunde")}</p>}
      {version.haus.length > 0 && (
        <>
          <h2>{t("verfahren.haus")}</h2>
          <p className="muted">{t("verfahren.hausText")}</p>
          <GroupedFindings befunde={version.haus} bild={version.bild} onShow={onShow} />
        </>
      )}
      <LeftOpen offen={version.offen} />
    </Card>
  );
}
