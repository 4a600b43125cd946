import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  deleteVersion,
  retireVersion,
  type Verfahrensversion,
  versionenQuery,
  versionUrl,
} from "../../api/verfahren.ts";
import { verfahrenListeQuery } from "../../api/zuordnung.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { toast } from "../../components/toast.ts";
import { today } from "../../lib/date.ts";
import { ActivateDialog } from "./ActivateDialog.tsx";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { MigrateDialog } from "./MigrateDialog.tsx";

/** What an administrator may do with a version in its state. */
export function VersionActs({ version }: { version: Verfahrensversion }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"aktivieren" | "umstellen" | "zurueckziehen" | "verwerfen" | null>(null);
  const close = () => setOpen(null);
  const refresh = () => {
    client.invalidateQueries({ queryKey: verfahrenListeQuery.queryKey });
    return client.invalidateQueries({ queryKey: versionenQuery.queryKey });
  };
  const retire = useMutation({
    mutationFn: () => retireVersion(version.id),
    onSuccess: async () => {
      await refresh();
      toast(t("verfahren.zurueckgezogen"));
      close();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteVersion(version.id),
    onSuccess: async () => {
      toast(t("verfahren.verworfen"));
      await navigate({ to: "/verfahren" });
      client.removeQueries({ queryKey: [...versionenQuery.queryKey, version.id] });
      refresh();
    },
  });
  const { zustand, aktivAb } = version;
  const later = zustand === "aktiv" && aktivAb !== undefined && aktivAb > today();
  return (
    <div className="actions">
      {(zustand === "geprueft" || zustand === "zurueckgezogen" || later) && (
        <Button kind="primary" onClick={() => setOpen("aktivieren")}>
          {t("verfahren.aktivieren")}
        </Button>
      )}
      {zustand === "aktiv" && (
        <>
          <Button onClick={() => setOpen("umstellen")}>{t("verfahren.umstellen")}</Button>
          <Button onClick={() => setOpen("zurueckziehen")}>{t("verfahren.zurueckziehen")}</Button>
        </>
      )}
      {zustand !== "abgelegt" && (
        <Link to="/verfahren/$id/uebung" params={{ id: version.id }} className={buttonClass()}>
          {t("uebung.durchspielen")}
        </Link>
      )}
      <a className={buttonClass()} href={versionUrl(version.id)} download>
        {t("verfahren.ausgeben")}
      </a>
      {(zustand === "geprueft" || zustand === "abgelegt") && (
        <Button kind="quiet" onClick={() => setOpen("verwerfen")}>
          {t("verfahren.verwerfen")}
        </Button>
      )}
      {open === "aktivieren" && <ActivateDialog version={version} onClose={close} />}
      {open === "umstellen" && <MigrateDialog version={version} onClose={close} />}
      {open === "zurueckziehen" && (
        <ConfirmDialog act="zurueckziehen" version={version} doing={retire} onClose={close} />
      )}
      {open === "verwerfen" && <ConfirmDialog act="verwerfen" version={version} doing={remove} onClose={close} />}
    </div>
  );
}
