import { useTranslation } from "react-i18next";
import type { Zeile } from "../api/types";
import { Card } from "../components/Card";
import type { IconName } from "../components/Icon";
import { InsideLink } from "../components/InsideLink";
import { Tag, Tags } from "../components/Tag";
import { WithIcon } from "../components/WithIcon";
import { cx } from "../lib/cx";
import { formatDay } from "../lib/format";
import { vorgangPath } from "../lib/route";
import { DueText } from "./DueText";
import { NowSentences } from "./NowSentences";
import { StandTag } from "./StandTag";
import styles from "./VorgangCard.module.css";
import { sentences, turn } from "./whatNow";

const icons: Record<ReturnType<typeof turn>, IconName> = {
  sie: "person",
  behoerde: "amt",
  niemand: "haken",
  lesen: "brief",
  zahlung: "person",
  frist: "kalender",
};

/** One application in the overview: what happens now, who has the ball, until when. */
export function VorgangCard({ zeile }: { zeile: Zeile }) {
  const { t, i18n } = useTranslation();
  const who = turn(zeile);
  return (
    <Card as="li" className={cx(styles.case, zeile.amZug === "sie" && styles.yours)}>
      <Tags>
        <StandTag stand={zeile.stand} />
        {zeile.neu > 0 && <Tag strong>{t("liste.neu", { count: zeile.neu })}</Tag>}
      </Tags>
      <h2>
        <InsideLink className={styles.link} href={vorgangPath(zeile.id)} lang="de">
          {zeile.titel}
        </InsideLink>
      </h2>
      <NowSentences items={sentences(zeile)} />
      <WithIcon icon={icons[who]}>
        <span>
          <span className="vh">{t("jetzt.wer")} </span>
          <strong>{t(`jetzt.kurz.${who}`)}</strong>
          {zeile.bis && (
            <>
              {" "}
              <DueText bis={zeile.bis} short />
            </>
          )}
        </span>
      </WithIcon>
      <p className="small muted">
        {t("liste.nummer")} <span className="num">{zeile.vorgangsnummer}</span>,{" "}
        {t("liste.eingegangenAm", { tag: formatDay(zeile.eingangAm, i18n.language) })}
      </p>
    </Card>
  );
}
