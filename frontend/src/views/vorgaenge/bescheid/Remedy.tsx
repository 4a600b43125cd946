import { useTranslation } from "react-i18next";
import type { Verfahren } from "../../../api/types.ts";
import { Notice } from "../../../components/Notice.tsx";

/** What the letter will say about the remedy, by which rule, and how long it is possible. */
export function Remedy({ verfahren: v }: { verfahren?: Verfahren }) {
  const { t } = useTranslation();
  if (!v) return null;
  if (!v.rechtsbehelfRegel)
    return (
      <Notice kind="warn" title={t("rechtsbehelf.jahrTitel")}>
        <p>{t("rechtsbehelf.jahrText")}</p>
        <p className="muted">{v.rechtsbehelf || t("rechtsbehelf.ohneText")}</p>
      </Notice>
    );
  return (
    <section aria-labelledby="rechtsbehelf">
      <h4 id="rechtsbehelf">{t("rechtsbehelf.titel")}</h4>
      <p>{v.rechtsbehelf}</p>
      <p className="muted">{t("rechtsbehelf.monat", { regel: v.rechtsbehelfRegel })}</p>
    </section>
  );
}
