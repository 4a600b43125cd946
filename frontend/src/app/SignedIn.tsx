import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { sessionEnd } from "../api/session-end.ts";
import { Empty } from "../components/Empty.tsx";

/** Where a sign-in in a window of its own ends: it tells the window that waits, and closes itself. */
export function SignedIn() {
  const { t } = useTranslation();
  useEffect(() => {
    sessionEnd.announceSignIn();
    window.close();
  }, []);
  return (
    <Empty page>
      <h1>{t("sitzung.zurueckTitel")}</h1>
      <p>{t("sitzung.zurueck")}</p>
      <p>
        <Link to="/">{t("nichtGefunden.weg")}</Link>
      </p>
    </Empty>
  );
}
