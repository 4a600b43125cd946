import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useBetrachte } from "../../../api/LiveProvider.tsx";
import { prozessQuery } from "../../../api/queries.ts";
import type { Prozessbild } from "../../../api/types.ts";
import { buttonClass } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Bullets } from "../../../components/Lists.tsx";
import { ProblemNotice } from "../../../components/ProblemNotice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { elementNames } from "../../../domain/element-names.ts";
import { IncidentBox } from "../../../domain/IncidentBox.tsx";
import { ProcessPicture } from "../../../domain/ProcessPicture.tsx";
import { useVorgang } from "../use-vorgang.ts";
import { ProcessControls } from "./ProcessControls.tsx";
import styles from "./Prozess.module.css";
import { WaitCard } from "./WaitCard.tsx";

const SIGNS = { vorfaelle: styles.vorfaelle, hier: styles.hier, erledigt: styles.erledigt };

/** The same picture as a list: for screen readers, for small screens, for the phone. */
function InWords({ bild }: { bild: Prozessbild }) {
  const { t } = useTranslation();
  const names = useMemo(() => elementNames(bild.bpmn), [bild.bpmn]);
  const name = (id: string) => names.get(id) || bild.namen[id] || id;
  const lists: [keyof typeof SIGNS, string, string[]][] = [
    ["vorfaelle", "▲", bild.vorfaelle.map(name)],
    ["hier", "●", bild.tokens.filter((id) => !bild.vorfaelle.includes(id)).map(name)],
    ["erledigt", "✓", bild.erledigt.filter((id) => names.get(id)).map(name)],
  ];
  return (
    <section aria-labelledby="in-worten">
      <h3 id="in-worten">{t("prozess.inWorten")}</h3>
      <p>{t(bild.laeuft ? "prozess.laeuft" : "prozess.beendet")}</p>
      {lists.map(([key, sign, items]) =>
        items.length === 0 ? null : (
          <div key={key}>
            <h4 className="label">
              <span aria-hidden="true" className={SIGNS[key]}>
                {sign}
              </span>{" "}
              {t(`prozess.${key}`)}
            </h4>
            <Bullets>
              {[...new Set(items)].map((item) => (
                <li key={item}>{item}</li>
              ))}
            </Bullets>
          </div>
        ),
      )}
    </section>
  );
}

export function Prozess() {
  const { t } = useTranslation();
  const vorgang = useVorgang();
  const { data, error, refetch } = useQuery(prozessQuery(vorgang.id));
  useBetrachte(vorgang.id);
  if (error) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <div className={styles.process}>
      <Card aria-labelledby="prozess">
        <h2 id="prozess">{t("prozess.titel")}</h2>
        {(vorgang.vorfaelle ?? []).map((v) => (
          <IncidentBox key={v.token} vorgang={vorgang} vorfall={v} />
        ))}
        <ProcessPicture bild={data} />
        <p className={styles.legend} aria-hidden="true">
          <span className={styles.hier}>●</span> {t("prozess.hier")} <span className={styles.erledigt}>✓</span>{" "}
          {t("prozess.erledigt")} <span className={styles.vorfaelle}>▲</span> {t("prozess.vorfaelle")}
        </p>
        {data.laeuft && (
          <p>
            <Link to="/vorgaenge/$id/uebung" params={{ id: vorgang.id }} className={buttonClass()}>
              {t("uebung.alsUebung")}
            </Link>
          </p>
        )}
      </Card>
      <div className="stack">
        <Card as="div">
          <InWords bild={data} />
        </Card>
        <WaitCard vorgang={vorgang} warten={data.warten} gesetzt={data.gesetzt} />
        <ProcessControls vorgang={vorgang} bild={data} />
      </div>
    </div>
  );
}
