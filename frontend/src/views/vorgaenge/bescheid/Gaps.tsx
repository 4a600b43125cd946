import { useTranslation } from "react-i18next";
import { Bullets } from "../../../components/Lists.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { Missing } from "./decision-draft.ts";

/** What the letter still lacks. */
export function Gaps({ gaps }: { gaps: Missing[] }) {
  const { t } = useTranslation();
  if (gaps.length === 0) return null;
  return (
    <Notice kind="warn" title={t("bescheid.fehltNoch")}>
      <Bullets>
        {gaps.map((gap) => (
          <li key={gap}>{t(`bescheidFehlt.${gap}`)}</li>
        ))}
      </Bullets>
    </Notice>
  );
}
