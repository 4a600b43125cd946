import { useTranslation } from "react-i18next";
import type { Status } from "../api/types.ts";
import { Tag, type TagColour } from "../components/Tag.tsx";

const COLOUR: Record<Status, TagColour> = {
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
  return <Tag colour={COLOUR[status]}>{t(`status.${status}`)}</Tag>;
}
