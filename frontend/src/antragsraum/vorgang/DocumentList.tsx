import { useTranslation } from "react-i18next";
import { documentUrl } from "../api/client";
import type { Dokument } from "../api/types";
import { FileItem } from "../components/FileItem";
import { formatBytes } from "../lib/format";

/** Files to save; what is still being checked or was refused says so and is no link. */
export function DocumentList({ vorgangId, dokumente }: { vorgangId: string; dokumente: Dokument[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul>
      {dokumente.map((dokument) => {
        const held = dokument.pruefung === "ausstehend" || dokument.pruefung === "befallen";
        return (
          <FileItem
            key={dokument.id}
            bad={dokument.pruefung === "befallen"}
            icon={dokument.pruefung === "befallen" ? "achtung" : held ? "uhr" : "datei"}
            name={
              held ? (
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
              )
            }
            about={held ? t(`datei.${dokument.pruefung}`) : formatBytes(dokument.groesse, i18n.language)}
          />
        );
      })}
    </ul>
  );
}
