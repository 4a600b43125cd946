import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Notice } from "../../components/Notice.tsx";
import { formatMoment } from "../../lib/date.ts";
import { clashes } from "./content-diff.ts";
import type { Bench } from "./use-bench.ts";

/** Somebody saved the same draft: both sides, nothing lost, and two ways on. */
export function StaleNotice({ bench }: { bench: Bench }) {
  const { t, i18n } = useTranslation();
  const { theirs, bases, inhalt, settle } = bench.mapping;
  if (!theirs) return null;
  const both = clashes(bases, inhalt, theirs.inhalt);
  const value = (text: string) => text || t("zuordnung.konflikt.leer");
  return (
    <Notice kind="warn" title={t("zuordnung.konflikt.titel")} alert>
      <p>
        {t("zuordnung.konflikt.text", {
          name: theirs.geaendertVon,
          wann: formatMoment(theirs.geaendertAm, i18n.language),
        })}
      </p>
      <p>{t(both.length > 0 ? "zuordnung.konflikt.beide" : "zuordnung.konflikt.keine")}</p>
      <Facts>
        {both.map((d) => (
          <div key={d.stelle}>
            <dt>{bench.placeName(d.stelle)}</dt>
            <dd>
              {t("zuordnung.konflikt.andere")}: <code>{value(d.before)}</code> · {t("zuordnung.konflikt.ihre")}:{" "}
              <code>{value(d.after)}</code>
            </dd>
          </div>
        ))}
      </Facts>
      <div className="actions">
        <Button kind="primary" onClick={() => settle(true)}>
          {t("zuordnung.konflikt.zusammen")}
        </Button>
        <Button onClick={() => settle(false)}>{t("zuordnung.konflikt.verwerfen")}</Button>
      </div>
    </Notice>
  );
}
