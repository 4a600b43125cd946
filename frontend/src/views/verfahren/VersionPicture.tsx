import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Verfahrensbefund, Verfahrensversion } from "../../api/verfahren.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Picture } from "../../domain/Picture.tsx";

/** Everything in the picture a finding is about; nothing of one about another file. */
export function placesOf(bild: string, { elemente, stelle }: Verfahrensbefund): string[] {
  const all = elemente.length > 0 ? elemente : [stelle];
  return all.filter((id) => id !== "" && bild.includes(`id="${id}"`));
}

interface Props {
  version: Verfahrensversion;
  /** The finding that is pointed at; else all are. */
  chosen: Verfahrensbefund | null;
  onAll: () => void;
}

/** The drawing of a version, with what its findings are about. */
export function VersionPicture({ version, chosen, onAll }: Props) {
  const { t } = useTranslation();
  const drawing = useMemo(() => {
    const finding = (chosen ? [chosen] : [...version.befunde, ...version.haus]).flatMap((b) =>
      placesOf(version.bild, b),
    );
    return {
      bpmn: version.bild,
      label: t("verfahren.bild"),
      marks: { finding },
      first: chosen ? finding : [],
      broken: t("verfahren.bildKaputt"),
    };
  }, [version, chosen, t]);
  if (!version.bild) return <p className="muted">{t("verfahren.ohneBild")}</p>;
  return (
    <Card aria-labelledby="bild">
      <h2 id="bild">{t("verfahren.zeichnung")}</h2>
      <p className="muted" role="status">
        {chosen && t("verfahren.bildEiner", { text: chosen.text })}
        {!chosen && drawing.marks.finding.length > 0 && t("verfahren.bildAlle")}{" "}
        {chosen && (
          <Button kind="link" onClick={onAll}>
            {t("verfahren.bildAlleZeigen")}
          </Button>
        )}
      </p>
      <Picture drawing={drawing} />
    </Card>
  );
}
