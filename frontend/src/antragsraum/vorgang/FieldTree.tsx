import { useTranslation } from "react-i18next";
import { fieldLabel, fieldText } from "../../lib/field-text";
import { documentUrl } from "../api/client";
import type { Feld, Vorgang } from "../api/types";
import { formatDay, formatMoment } from "../lib/format";
import styles from "./FieldTree.module.css";

interface Props {
  felder: Feld[];
  vorgang: Vorgang;
  /** heading level of the groups */
  level: number;
}

const isGroup = (feld: Feld): boolean =>
  feld.typ === "gruppe" || feld.typ === "liste" || (feld.felder?.length ?? 0) > 0;

/** A form may use a name twice; its place makes it unique and never changes. */
const keyed = (felder: Feld[]) => felder.map((feld, nr) => [`${feld.name}-${nr}`, feld] as const);

/** The submitted fields with their labels: runs of single values as lists, groups with a heading of their own. */
export function FieldTree({ felder, vorgang, level }: Props) {
  const values = felder.filter((feld) => !isGroup(feld));
  const groups = felder.filter(isGroup);
  return (
    <>
      {values.length > 0 && (
        <dl className={styles.values}>
          {keyed(values).map(([key, feld]) => (
            <div key={key}>
              <dt>{feld.label ?? feld.name}</dt>
              <dd>
                <FieldValue feld={feld} vorgang={vorgang} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {keyed(groups).map(([key, feld]) => (
        <FieldGroup key={key} feld={feld} vorgang={vorgang} level={level} />
      ))}
    </>
  );
}

function FieldGroup({ feld, vorgang, level }: { feld: Feld; vorgang: Vorgang; level: number }) {
  const { t } = useTranslation();
  const Heading = `h${Math.min(level, 6)}` as "h3" | "h4" | "h5" | "h6";
  const children = feld.felder ?? [];
  const items =
    feld.typ === "liste"
      ? children.map((child) => ({
          ...child,
          label: fieldLabel(child, feld, (nummer) => t("antrag.eintrag", { nummer })),
        }))
      : children;
  return (
    <div className={styles.group}>
      <Heading>{feld.label ?? feld.name}</Heading>
      {items.length > 0 ? (
        <FieldTree felder={items} vorgang={vorgang} level={level + 1} />
      ) : (
        <p className="muted">{t("antrag.keineAngabe")}</p>
      )}
    </div>
  );
}

function FieldValue({ feld, vorgang }: { feld: Feld; vorgang: Vorgang }) {
  const { t, i18n } = useTranslation();
  const dokument = feld.dokument && vorgang.dokumente.find((d) => d.id === feld.dokument);
  if (dokument) {
    return (
      <a className="kern-link" href={documentUrl(vorgang.id, dokument.id)} download={dokument.dateiname}>
        {dokument.dateiname}
      </a>
    );
  }
  const text = fieldText(feld, {
    language: i18n.language,
    ja: t("antrag.ja"),
    nein: t("antrag.nein"),
    day: (iso) => formatDay(iso, i18n.language),
    moment: (iso) => formatMoment(iso, i18n.language),
  });
  if (text.trim() === "") return <span className="muted">{t("antrag.keineAngabe")}</span>;
  return <span className="pre">{text}</span>;
}
