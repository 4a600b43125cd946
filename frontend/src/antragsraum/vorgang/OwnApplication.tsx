import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { Fold } from "../components/Fold";
import { formatDay } from "../lib/format";
import { DocumentList } from "./DocumentList";
import { FieldTree } from "./FieldTree";
import styles from "./OwnApplication.module.css";

/** The copy of what was submitted: fields as a labelled tree, and the documents. Folded, because it is looked up rarely. */
export function OwnApplication({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const own = vorgang.dokumente.filter((d) => d.rolle === "representation" || d.rolle === "attachment");
  return (
    <section aria-labelledby="antrag">
      <h2 id="antrag">{t("antrag.titel")}</h2>
      <div className={styles.folds}>
        {vorgang.antragsdaten.length > 0 && (
          <Fold className={styles.fold} summary={t("antrag.angaben")}>
            <p className="small muted">
              {t("antrag.angabenHinweis", { tag: formatDay(vorgang.eingangAm, i18n.language) })}
            </p>
            <div lang="de">
              <FieldTree felder={vorgang.antragsdaten} vorgang={vorgang} level={3} />
            </div>
          </Fold>
        )}
        {own.length > 0 && (
          <Fold className={styles.fold} summary={t("antrag.unterlagen", { count: own.length })}>
            <DocumentList vorgangId={vorgang.id} dokumente={own} />
          </Fold>
        )}
      </div>
    </section>
  );
}
