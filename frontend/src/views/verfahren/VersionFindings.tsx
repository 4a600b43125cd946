import { useTranslation } from "react-i18next";
import type { Verfahrensbefund, Verfahrensversion } from "../../api/verfahren.ts";
import { Card } from "../../components/Card.tsx";
import { GroupedFindings } from "./Findings.tsx";

interface Props {
  version: Verfahrensversion;
  onShow: (befund: Verfahrensbefund) => void;
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
    </Card>
  );
}
