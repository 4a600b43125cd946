import { useTranslation } from "react-i18next";
import type { Zuordnungspruefung } from "../../api/zuordnung.ts";
import { Facts } from "../../components/Facts.tsx";
import styles from "./SampleChanges.module.css";

interface Props {
  muster: Zuordnungspruefung["muster"];
  placeName: (stelle: string) => string;
}

/** Per sample what the new mapping makes different from the one before. */
export function SampleChanges({ muster, placeName }: Props) {
  const { t } = useTranslation();
  const value = (text: string) => text || t("zuordnung.aktivieren.leer");
  if (muster.length === 0) return null;
  return (
    <section className="stack-s" aria-labelledby="proben">
      <h3 id="proben">{t("zuordnung.aktivieren.proben")}</h3>
      {muster.map((m) => (
        <div key={m.id} className={styles.sample}>
          <strong>{m.name}</strong>
          {m.unterschiede.length === 0 ? (
            <span className="muted">
              {" "}
              {t(m.erstmals ? "zuordnung.aktivieren.erstmals" : "zuordnung.aktivieren.unveraendert")}
            </span>
          ) : (
            <Facts>
              {m.unterschiede.map((u) => (
                <div key={u.stelle}>
                  <dt>{placeName(u.stelle)}</dt>
                  <dd>
                    <del>{value(u.vorher)}</del> → <ins>{value(u.nachher)}</ins>
                  </dd>
                </div>
              ))}
            </Facts>
          )}
        </div>
      ))}
    </section>
  );
}
