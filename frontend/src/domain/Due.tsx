import { useTranslation } from "react-i18next";
import { cx } from "../lib/cx.ts";
import styles from "./Due.module.css";
import { dueLong, dueText, urgencyOf } from "./urgency.ts";

interface Props {
  faelligAm?: string | null;
  faelligGrund?: string;
  /** Name of the task or reminder that is due; says more than the kind of reason. */
  faelligText?: string;
  long?: boolean;
}

/** When something is due, in words, and why. */
export function Due({ faelligAm, faelligGrund, faelligText, long }: Props) {
  const { t, i18n } = useTranslation();
  if (!faelligAm) return <span className="muted">{t("faellig.ohne")}</span>;
  const late = urgencyOf(faelligAm) === "ueberfaellig";
  const reason = faelligText || (faelligGrund ? t(`faelligGrund.${faelligGrund}`, { defaultValue: faelligGrund }) : "");
  return (
    <span className={cx("num", styles.due, late && "danger")}>
      {long ? t("faellig.am", { wann: dueLong(faelligAm, i18n.language) }) : dueText(faelligAm, i18n.language)}
      {reason && long && ` – ${reason}`}
      {reason && !long && (
        <small className={late ? "danger" : undefined} title={reason}>
          {reason}
        </small>
      )}
    </span>
  );
}
