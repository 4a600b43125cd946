import { useTranslation } from "react-i18next";
import type { Verfahrensversion } from "../../api/verfahren.ts";
import { Tag, type TagColour } from "../../components/Tag.tsx";
import { formatDate, today } from "../../lib/date.ts";

const COLOUR: Record<Verfahrensversion["zustand"], TagColour> = {
  entwurf: "amber",
  geprueft: "blue",
  aktiv: "green",
  zurueckgezogen: "grey",
  abgelegt: "red",
};

/** The state of a version, and whether new applications get it. */
export function StateTag({ version }: { version: Verfahrensversion }) {
  const { t, i18n } = useTranslation();
  const { zustand, aktivAb, gilt } = version;
  const later = zustand === "aktiv" && aktivAb && aktivAb > today();
  return (
    <>
      <Tag colour={COLOUR[zustand]}>{t(`verfahren.zustand.${zustand}`)}</Tag>{" "}
      {gilt && <small>{t("verfahren.gilt")}</small>}
      {later && <small>{t("verfahren.ab", { tag: formatDate(aktivAb, i18n.language) })}</small>}
    </>
  );
}
