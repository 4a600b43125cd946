import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../../api/commands.ts";
import type { Vorgang } from "../../api/types.ts";
import { Card } from "../../components/Card.tsx";
import { isAvailable } from "../../domain/DocumentList.tsx";
import styles from "./OriginalPdf.module.css";

/** The application as the form server drew it, in the browser's own viewer. */
export function OriginalPdf({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const original = vorgang.dokumente.find((d) => d.rolle === "representation");
  return (
    <Card className={styles.original} aria-labelledby="original">
      <div className="rowflex">
        <h2 id="original">{t("antrag.original")}</h2>
        {original && isAvailable(original) && (
          <a className="push" href={dokumentUrl(vorgang.id, original.id, true)} target="_blank" rel="noopener">
            {t("antrag.eigenesFenster")}
          </a>
        )}
      </div>
      {!original && <p className="muted">{t("antrag.keinOriginal")}</p>}
      {original && !isAvailable(original) && <p className="muted">{t(`pruefung.${original.pruefung}`)}</p>}
      {original && isAvailable(original) && original.ansehbar && (
        <iframe
          title={t("antrag.originalVon", { name: vorgang.antragsteller })}
          src={`${dokumentUrl(vorgang.id, original.id, true)}#navpanes=0&view=FitH`}
        />
      )}
    </Card>
  );
}
