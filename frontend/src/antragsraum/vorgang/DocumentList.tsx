import { useTranslation } from "react-i18next";
import { documentUrl } from "../api/client";
import type { Dokument } from "../api/types";
import { Icon } from "../components/Icon";
import { formatBytes } from "../lib/format";

/** Files to save; what is still being checked or was refused says so and is no link. */
export function DocumentList({ vorgangId, dokumente }: { vorgangId: string; dokumente: Dokument[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="ar-files">
      {dokumente.map((dokument) => {
        const held = dokument.pruefung === "ausstehend" || dokument.pruefung === "befallen";
        return (
          <li key={dokument.id} className={dokument.pruefung === "befallen" ? "ar-file ar-file-bad" : "ar-file"}>
            <Icon name={dokument.pruefung === "befallen" ? "achtung" : held ? "uhr" : "datei"} />
            <span className="ar-file-text">
              {held ? (
                <span lang="de">{dokument.dateiname}</span>
              ) : (
                <a
                  className="kern-link"
                  href={documentUrl(vorgangId, dokument.id)}
                  download={dokument.dateiname}
                  aria-label={t("datei.laden", { name: dokument.dateiname })}
                >
                  {dokument.dateiname}
                </a>
              )}
              <span className="ar-small ar-muted">
                {held ? t(`datei.${dokument.pruefung}`) : formatBytes(dokument.groesse, i18n.language)}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
