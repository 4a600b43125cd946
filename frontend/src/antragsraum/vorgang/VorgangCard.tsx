import { useTranslation } from "react-i18next";
import type { Zeile } from "../api/types";
import { Icon, type IconName } from "../components/Icon";
import { InsideLink } from "../components/InsideLink";
import { formatDay } from "../lib/format";
import { vorgangPath } from "../lib/route";
import { DueText } from "./DueText";
import { NowSentences } from "./NowSentences";
import { StandTag } from "./StandTag";
import { sentences, turn } from "./whatNow";

const icons: Record<Zeile["amZug"] | "lesen", IconName> = {
  sie: "person",
  behoerde: "amt",
  niemand: "haken",
  lesen: "brief",
};

/** One application in the overview: what happens now, who has the ball, until when. */
export function VorgangCard({ zeile }: { zeile: Zeile }) {
  const { t, i18n } = useTranslation();
  const who = turn(zeile);
  return (
    <li className={`ar-card ar-case ${zeile.amZug === "sie" ? "ar-case-yours" : ""}`}>
      <div className="ar-tags">
        <StandTag stand={zeile.stand} />
        {zeile.neu > 0 && <span className="ar-tag ar-tag-new">{t("liste.neu", { count: zeile.neu })}</span>}
      </div>
      <h2>
        <InsideLink className="ar-case-link" href={vorgangPath(zeile.id)} lang="de">
          {zeile.titel}
        </InsideLink>
      </h2>
      <NowSentences items={sentences(zeile)} />
      <p className="ar-with-icon">
        <Icon name={icons[who]} />
        <span>
          <span className="ar-unseen">{t("jetzt.wer")} </span>
          <strong>{t(`jetzt.kurz.${who}`)}</strong>
          {zeile.bis && (
            <>
              {" "}
              <DueText bis={zeile.bis} short />
            </>
          )}
        </span>
      </p>
      <p className="ar-small ar-muted">
        {t("liste.nummer")} <span className="ar-number">{zeile.vorgangsnummer}</span>,{" "}
        {t("liste.eingegangenAm", { tag: formatDay(zeile.eingangAm, i18n.language) })}
      </p>
    </li>
  );
}
