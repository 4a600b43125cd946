import { useTranslation } from "react-i18next";
import type { Status } from "../api/types.ts";

const COLOUR: Record<Status, string> = {
  neu: "blue",
  angenommen: "blue",
  in_bearbeitung: "amber",
  beschieden: "green",
  abgeschlossen: "grey",
  verworfen: "grey",
  zu_loeschen: "red",
};

export function StatusTag({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <span className={`tag ${COLOUR[status]}`}>{t(`status.${status}`)}</span>;
}
