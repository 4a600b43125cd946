import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem.ts";
import { Notice } from "../components/Notice.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";

/** Why a file is no sample. Where the adapter says what is wrong with it, its sentence counts. */
export function SampleProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  const { reason, detail, fields } = asProblem(error);
  if (reason !== "muster_unreadable") return <ProblemNotice error={error} />;
  return (
    <Notice kind="danger" title={t("musterFehler.titel")} alert>
      {fields?.grund && <p>{t(`klaerfallGrund.${fields.grund}`, { defaultValue: "" })}</p>}
      {detail && <p>{detail}</p>}
      <p className="muted">{t("musterFehler.tun")}</p>
    </Notice>
  );
}
