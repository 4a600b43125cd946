import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types";
import { formatDay } from "../lib/format";
import { DocumentList } from "./DocumentList";
import { FieldTree } from "./FieldTree";

/** The copy of what was submitted: fields as a labelled tree, and the documents. Folded, because it is looked up rarely. */
export function OwnApplication({ vorgang }: { vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const own = vorgang.dokumente.filter((d) => d.rolle === "representation" || d.rolle === "attachment");
  return (
    <section aria-labelledby="antrag">
      <h2 id="antrag">{t("antrag.titel")}</h2>
      <div className="ar-folds">
        {vorgang.antragsdaten.length > 0 && (
          <details className="ar-card ar-fold">
            <summary>{t("antrag.angaben")}</summary>
            <p className="ar-small ar-muted">
              {t("antrag.angabenHinweis", { tag: formatDay(vorgang.eingangAm, i18n.language) })}
            </p>
            <div lang="de">
              <FieldTree felder={vorgang.antragsdaten} vorgang={vorgang} level={3} />
            </div>
          </details>
        )}
        {own.length > 0 && (
          <details className="ar-card ar-fold">
            <summary>{t("antrag.unterlagen", { count: own.length })}</summary>
            <DocumentList vorgangId={vorgang.id} dokumente={own} />
          </details>
        )}
      </div>
    </section>
  );
}
