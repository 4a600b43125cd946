import { useTranslation } from "react-i18next";
import { Facts } from "../../../components/Facts.tsx";
import { type Piece, wordDiff } from "../../../lib/word-diff.ts";
import styles from "./Changed.module.css";

interface Props {
  parts: { label: string; was: string; text: string }[];
}

/** What differs from the round before, word by word; who hears it is told which is which. */
export function Changed({ parts }: Props) {
  const { t } = useTranslation();
  const shown = ({ kind, text }: Piece, i: number) => {
    if (kind === "same") return <span key={i}>{text}</span>;
    const Element = kind === "gone" ? "del" : "ins";
    return (
      <Element key={i}>
        <span className="vh">{t(kind === "gone" ? "zeichnung.weg" : "zeichnung.neu")} </span>
        {text}
      </Element>
    );
  };
  if (parts.length === 0) return <p className="muted">{t("zeichnung.unveraendert")}</p>;
  return (
    <div className={styles.changed}>
      <h3>{t("zeichnung.geaendert")}</h3>
      <Facts>
        {parts.map(({ label, was, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="pre">{wordDiff(was, text).map(shown)}</dd>
          </div>
        ))}
      </Facts>
    </div>
  );
}
