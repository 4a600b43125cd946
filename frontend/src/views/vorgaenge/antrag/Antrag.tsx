import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBetrachte } from "../../../api/LiveProvider.tsx";
import { CheckField } from "../../../components/fields.tsx";
import { FieldTree } from "../../../domain/FieldTree.tsx";
import { countEmpty } from "../../../domain/fields.ts";
import { OriginalPdf } from "../OriginalPdf.tsx";
import { Split, SplitPart } from "../Split.tsx";
import { useVorgang } from "../use-vorgang.ts";

/** The application as it was submitted, and its original beside it. */
export function Antrag() {
  const { t } = useTranslation();
  const vorgang = useVorgang();
  const [showEmpty, setShowEmpty] = useState(false);
  const empty = countEmpty(vorgang.antragsdaten);
  useBetrachte(vorgang.id);
  return (
    <Split>
      <SplitPart aria-labelledby="antragsdaten">
        <div className="rowflex">
          <h2 id="antragsdaten">{t("antrag.titel")}</h2>
          {empty > 0 && (
            <span className="push">
              <CheckField
                label={t("antrag.leereFelder", { count: empty })}
                checked={showEmpty}
                onChange={setShowEmpty}
              />
            </span>
          )}
        </div>
        <FieldTree vorgangId={vorgang.id} felder={vorgang.antragsdaten} showEmpty={showEmpty} />
      </SplitPart>
      <OriginalPdf vorgang={vorgang} />
    </Split>
  );
}
