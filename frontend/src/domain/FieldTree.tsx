import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../api/commands.ts";
import type { Feld } from "../api/types.ts";
import { fieldLabel } from "../lib/field-text.ts";
import styles from "./FieldTree.module.css";
import { isEmpty, shownValue } from "./fields.ts";

interface Props {
  /** Without a Vorgang, as in a dry run, documents are named and not linked. */
  vorgangId?: string;
  felder: Feld[];
  showEmpty: boolean;
  parent?: Feld;
  /** Level of the headings for groups. */
  level?: 3 | 4 | 5;
}

function Value({ feld, vorgangId }: { feld: Feld; vorgangId?: string }) {
  const { t, i18n } = useTranslation();
  if (isEmpty(feld)) return <span className="muted">{t("antrag.leer")}</span>;
  const text = shownValue(feld, i18n.language, { ja: t("allgemein.ja"), nein: t("allgemein.nein") });
  if (feld.dokument && vorgangId) return <a href={dokumentUrl(vorgangId, feld.dokument)}>{text}</a>;
  return (
    <>
      <span className="pre">{text}</span>
      {feld.code && feld.code !== text && <code className={styles.code}>{feld.code}</code>}
    </>
  );
}

/** What the applicant declared, exactly in the order and the words of the form. */
export function FieldTree({ vorgangId, felder, showEmpty, parent, level = 3 }: Props) {
  const { t } = useTranslation();
  const Heading = `h${level}` as const;
  const next = level === 3 ? 4 : 5;
  return (
    <div className={styles.tree}>
      {felder.map((feld, nr) => {
        const key = `${feld.name}-${nr}`;
        const label = fieldLabel(feld, parent, (nummer) => t("antrag.eintrag", { nummer }));
        if (!showEmpty && isEmpty(feld)) return null;
        if (feld.felder)
          return (
            <section key={key} className={styles.group}>
              <Heading>{label}</Heading>
              <FieldTree vorgangId={vorgangId} felder={feld.felder} showEmpty={showEmpty} parent={feld} level={next} />
            </section>
          );
        return (
          <dl key={key} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              <Value feld={feld} vorgangId={vorgangId} />
            </dd>
          </dl>
        );
      })}
    </div>
  );
}
