import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { pullZugang } from "../../api/posteingang.ts";
import { useRecht } from "../../api/session.ts";
import type { Zugang } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { formatMoment } from "../../lib/date.ts";

/** How the intake goes: figures, failures by cause, fetching. */
export function LageCard({ zugang }: { zugang: Zugang }) {
  const { t, i18n } = useTranslation();
  const { lage } = zugang;
  const moment = (zeit: string | null) => (zeit ? formatMoment(zeit, i18n.language) : t("zugang.nie"));
  const facts: [string, string][] = [
    ["letzterErfolg", moment(lage.letzterErfolgAm)],
    ["letzteLieferung", moment(lage.letzteLieferungAm)],
    ["heute", String(lage.heute)],
    ["siebenTage", String(lage.siebenTage)],
    ["rueckstand", String(lage.rueckstand)],
  ];
  return (
    <Card aria-labelledby="lage">
      <h2 id="lage">{t("zugang.lage")}</h2>
      <Facts>
        {facts.map(([name, wert]) => (
          <div key={name}>
            <dt>{t(`zugang.${name}`)}</dt>
            <dd className="num">{wert}</dd>
          </div>
        ))}
        <div>
          <dt>{t("zugang.klaerfaelle")}</dt>
          <dd className="num">
            {lage.klaerfaelle === 0 ? (
              "0"
            ) : (
              <Link to="/klaerfaelle" search={{ zugang: zugang.id }}>
                {lage.klaerfaelle}
              </Link>
            )}
          </dd>
        </div>
      </Facts>
      <h3>{t("zugang.fehlerTitel")}</h3>
      {lage.fehler.length === 0 ? (
        <p className="muted">{t("zugang.fehlerKeine")}</p>
      ) : (
        <Bullets>
          {lage.fehler.map((f) => (
            <li key={f.grund}>
              {t(`klaerfallGrund.${f.grund}`, { defaultValue: f.grund })}: <span className="num">{f.anzahl}</span>{" "}
              <span className="muted">({moment(f.zuletztAm)})</span>
            </li>
          ))}
        </Bullets>
      )}
      {lage.abruf && <Abruf zugang={zugang} abruf={lage.abruf} moment={moment} />}
      <p>
        <Link to="/poststellenbuch" search={{ zugang: zugang.id }}>
          {t("zugang.zumBuch")}
        </Link>
      </p>
    </Card>
  );
}

interface AbrufProps {
  zugang: Zugang;
  abruf: NonNullable<Zugang["lage"]["abruf"]>;
  moment: (zeit: string | null) => string;
}

function Abruf({ zugang, abruf, moment }: AbrufProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayConfigure = useRecht("konfiguration");
  const pull = useMutation({
    mutationFn: () => pullZugang(zugang.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["zugang", zugang.id] }),
  });
  return (
    <>
      <h3>{t("zugang.abruf")}</h3>
      <p>
        {t("zugang.abrufLetzter")}: <span className="num">{moment(abruf.versuchtAm)}</span> · {t("zugang.abrufErfolg")}:{" "}
        <span className="num">{moment(abruf.erfolgAm)}</span>
      </p>
      {abruf.fehlerInFolge > 0 && (
        <p className="danger">
          {t("zugang.abrufFehler", { count: abruf.fehlerInFolge })}.{" "}
          {abruf.detail || t(`klaerfallGrund.${abruf.grund}`, { defaultValue: abruf.grund })}
        </p>
      )}
      <ProblemNotice error={pull.error} />
      <p role="status">{pull.isSuccess && t("zugang.abrufLaeuft")}</p>
      {mayConfigure && (
        <div className="actions">
          <Button busy={pull.isPending} onClick={() => pull.mutate()}>
            {t("zugang.abrufJetzt")}
          </Button>
        </div>
      )}
    </>
  );
}
