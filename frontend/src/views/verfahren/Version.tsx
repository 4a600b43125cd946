import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Verfahrensbefund, type Verfahrensversion, versionQuery } from "../../api/verfahren.ts";
import { Card } from "../../components/Card.tsx";
import { Columns } from "../../components/Columns.tsx";
import { Facts } from "../../components/Facts.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { formatMoment } from "../../lib/date.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { StateTag } from "./StateTag.tsx";
import { VersionActs } from "./VersionActs.tsx";
import { VersionFindings } from "./VersionFindings.tsx";
import { VersionPicture } from "./VersionPicture.tsx";

const route = getRouteApi("/desk/verfahren/$id");

/** One version: what it is, what was found, what can be done with it. */
export function Version() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data: version, error, isPending, refetch } = useQuery(versionQuery(id));
  const [chosen, setChosen] = useState<Verfahrensbefund | null>(null);
  usePageTitle(version && `${version.titel || version.name} ${version.stand}`);
  return (
    <Sheet>
      <p>
        <Link to="/verfahren">← {t("verfahren.zurueck")}</Link>
      </p>
      {error && <h1>{t("verfahren.titel")}</h1>}
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton />}
      {version && (
        <>
          <h1>
            {version.titel || version.name}, {t("verfahren.versionNr", { stand: version.stand })}
          </h1>
          <VersionActs version={version} />
          <Columns>
            <VersionFindings version={version} onShow={setChosen} />
            <About version={version} />
          </Columns>
          <VersionPicture {...{ version, chosen }} onAll={() => setChosen(null)} />
        </>
      )}
    </Sheet>
  );
}

function About({ version: v }: { version: Verfahrensversion }) {
  const { t, i18n } = useTranslation();
  const moment = (am: string, von: string) => t("verfahren.vonAm", { am: formatMoment(am, i18n.language), von });
  return (
    <Card as="div">
      <Facts>
        <div>
          <dt>{t("verfahren.zustandSpalte")}</dt>
          <dd>
            <StateTag version={v} />
          </dd>
        </div>
        <div>
          <dt>{t("verfahren.laufende")}</dt>
          <dd>{v.laufende}</dd>
        </div>
        <div>
          <dt>{t("verfahren.formulare")}</dt>
          <dd>
            {v.formulare.length === 0 && t("verfahren.keineFormulare")}
            {v.formulare.map((f) => (
              <div key={`${f.adapter} ${f.formular}`}>
                {f.adapter}: <code className="wrap">{f.formular}</code>
              </div>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t("verfahren.woher")}</dt>
          <dd>{t(`verfahren.herkunft.${v.herkunft}`)}</dd>
        </div>
        <div>
          <dt>{t("verfahren.angelegt")}</dt>
          <dd>{moment(v.angelegtAm, v.angelegtVon)}</dd>
        </div>
        <div>
          <dt>{t("verfahren.geaendert")}</dt>
          <dd>{moment(v.geaendertAm, v.geaendertVon)}</dd>
        </div>
        <div>
          <dt>{t("verfahren.dateien")}</dt>
          <dd>
            {v.dateien.map((d) => (
              <div key={d.name}>
                <code className="wrap">{d.name}</code>
              </div>
            ))}
          </dd>
        </div>
      </Facts>
    </Card>
  );
}
