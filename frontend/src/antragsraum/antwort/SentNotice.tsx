import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/Button";
import { Notice } from "../components/Notice";
import { formatMoment } from "../lib/format";

interface Props {
  at: Date;
  /** documents that are still missing after this answer */
  missing: number;
  onMore: () => void;
}

/** The receipt. It takes the focus, so that nobody has to look for what happened. */
export function SentNotice({ at, missing, onMore }: Props) {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Notice kind="gut" title={t("antwort.angekommenTitel")} role="status" headingRef={heading}>
      <p>{t("antwort.angekommenAm", { zeit: formatMoment(at, i18n.language) })}</p>
      <p>{t(missing > 0 ? "antwort.angekommenFehlt" : "antwort.angekommenText")}</p>
      <Button onClick={onMore}>{t("nachricht.mehrSenden")}</Button>
    </Notice>
  );
}
