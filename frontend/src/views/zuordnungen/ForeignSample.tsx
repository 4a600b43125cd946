import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { createZuordnung, type Muster } from "../../api/zuordnung.ts";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";

/** A sample of another form was dropped: say where it went, and offer the way. */
export function ForeignSample({ muster }: { muster: Muster }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: () => createZuordnung({ zugang: muster.zugang, formular: muster.formular, version: muster.version }),
    onSuccess: (z) => navigate({ to: "/zuordnungen/$id", params: { id: z.id }, search: { muster: muster.id } }),
  });
  return (
    <Notice kind="warn" title={t("zuordnung.muster.fremdTitel")} alert>
      <p>{t("zuordnung.muster.fremdText", { formular: muster.formular, version: muster.version })}</p>
      <ProblemNotice error={open.error} />
      <div className="actions">
        <Button busy={open.isPending} onClick={() => open.mutate()}>
          {t("zuordnung.muster.fremdWeg")}
        </Button>
      </div>
    </Notice>
  );
}
