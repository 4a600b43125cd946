import { useTranslation } from "react-i18next";
import type { Zugriff } from "../../api/types.ts";
import { CardLabel } from "../../components/Table.tsx";
import { formatExact } from "../../lib/date.ts";

/** One reading: who, when, what, and what was asked for. */
export function ZugriffRow({ zugriff: z }: { zugriff: Zugriff }) {
  const { t, i18n } = useTranslation();
  const label = (name: string) => <CardLabel as="span">{t(`leseprotokoll.${name}`)}: </CardLabel>;
  const asked = Object.entries(z.daten).map(
    ([name, value]) => `${t(`leseprotokoll.angabe.${name}`, { defaultValue: name })}: ${value}`,
  );
  if (z.gezeigt > 0) asked.push(t("leseprotokoll.gezeigt", { count: z.gezeigt }));
  const applicant = z.person === "antragsteller";
  return (
    <tr>
      <td className="num">
        {label("zeit")}
        {formatExact(z.am, i18n.language)}
      </td>
      <th scope="row">
        {applicant ? t("akteur.antragsteller") : z.personName || z.person}
        {!applicant && z.personName && <small>{z.person}</small>}
      </th>
      <td>
        {label("art")}
        {t(`leseprotokoll.was.${z.art}`, { defaultValue: z.art })}
      </td>
      <td className="num">
        {label("vorgang")}
        {z.vorgangsnummer || "–"}
      </td>
      <td>
        {label("angaben")}
        {asked.join(" · ") || "–"}
        {z.objektId && <small className="mono">{z.objektId}</small>}
      </td>
    </tr>
  );
}
