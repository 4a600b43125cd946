import { useTranslation } from "react-i18next";
import type { Adressat, Bescheid } from "../../../api/types.ts";
import { Facts } from "../../../components/Facts.tsx";
import { Numbers } from "../../../components/Lists.tsx";
import { formatDateWithDay, isAhead } from "../../../lib/date.ts";

interface Props {
  letter: Bescheid | Adressat;
  /** The Bescheid it is of, whose heading tells it from that of another. */
  of: string;
  /** Whom it is for, where that is not who applied. */
  to?: string;
}

/** When a letter became known, step by step. */
export function Announced({ letter, of, to }: Props) {
  const { t, i18n } = useTranslation();
  const day = (tag?: string | null) => (tag ? formatDateWithDay(tag, i18n.language) : t("bescheid.nochOffen"));
  const { bekanntgabe, aufgegebenAm } = letter;
  if (!bekanntgabe) return null;
  const title = to ? t("adressat.bekanntgabe", { name: to }) : t("bescheid.bekanntgabe");
  return (
    <section className="stack-s" aria-labelledby={`bk-${letter.id} b-${of}`}>
      <h3 id={`bk-${letter.id}`}>{title}</h3>
      <Facts>
        {aufgegebenAm && (
          <div>
            <dt>{t("bescheid.aufgegebenAm")}</dt>
            <dd>{day(aufgegebenAm)}</dd>
          </div>
        )}
        <div>
          <dt>{t(isAhead(bekanntgabe.am) ? "bescheid.giltAm" : "bescheid.bekanntAm")}</dt>
          <dd>
            <strong>{day(bekanntgabe.am)}</strong>
          </dd>
        </div>
        <div>
          <dt>{t("bescheid.rechtsbehelfBis")}</dt>
          <dd>
            <strong>
              {bekanntgabe.am && !bekanntgabe.rechtsbehelfBis
                ? t("bescheid.keinRechtsbehelf")
                : day(bekanntgabe.rechtsbehelfBis)}
            </strong>
          </dd>
        </div>
        <div>
          <dt>{t("bescheid.regel")}</dt>
          <dd>{bekanntgabe.regel}</dd>
        </div>
      </Facts>
      <Numbers>
        {bekanntgabe.schritte.map((schritt) => (
          <li key={schritt}>{schritt}</li>
        ))}
      </Numbers>
    </section>
  );
}
