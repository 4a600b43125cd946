import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { hasRecht, useIch } from "../api/session.ts";
import type { Ansicht } from "../api/types.ts";
import { ViewCount } from "./ViewCount.tsx";

const LINKS = [
  { to: "/zugaenge", name: "zugaenge", recht: "posteingang.lesen" },
  { to: "/poststellenbuch", name: "poststellenbuch", recht: "posteingang.lesen" },
  { to: "/zustaendigkeit", name: "zustaendigkeit", recht: "konfiguration" },
  { to: "/kanaele", name: "kanaele", recht: "konfiguration" },
  { to: "/verfahren", name: "verfahren", recht: "konfiguration" },
] as const;

/** The group of the left pane about what comes in: Klärfälle, Zugänge, book and responsibility. */
export function MailRoomNav({ klaerfaelle }: { klaerfaelle: Ansicht | undefined }) {
  const { t } = useTranslation();
  const ich = useIch();
  const clears = hasRecht(ich, "klaerfall.lesen");
  const shown = LINKS.filter((link) => hasRecht(ich, link.recht));
  if (!clears && shown.length === 0) return null;
  return (
    <>
      <h2>{t("navigation.posteingang")}</h2>
      <ul>
        {clears && (
          <li>
            <Link to="/klaerfaelle">
              {t("ansicht.klaerfaelle")}
              {klaerfaelle && <ViewCount view={klaerfaelle} warn={klaerfaelle.anzahl > 0} />}
            </Link>
          </li>
        )}
        {shown.map((link) => (
          <li key={link.to}>
            <Link to={link.to}>{t(`navigation.${link.name}`)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
