import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { benutzerQuery } from "../api/queries.ts";
import { Combobox } from "../components/Combobox.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { formatDateShort } from "../lib/date.ts";

interface Props {
  einheit?: string;
  value: string | null;
  onChange: (benutzer: string) => void;
}

/** People of a unit with what they have on the desk: open, due this week, oldest. */
export function PersonPicker({ einheit, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(benutzerQuery(einheit));
  if (error) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const options = data.map((person) => ({
    value: person.benutzer,
    label: person.name,
    remark: [
      t("zuweisen.offen", { count: person.offen }),
      t("zuweisen.woche", { count: person.faelligDieseWoche }),
      person.aeltester && t("zuweisen.aeltester", { datum: formatDateShort(person.aeltester, i18n.language) }),
    ]
      .filter(Boolean)
      .join(" · "),
  }));
  return <Combobox label={t("zuweisen.person")} listed {...{ options, onChange }} value={value ?? ""} />;
}
