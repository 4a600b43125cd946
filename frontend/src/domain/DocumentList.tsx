import { useTranslation } from "react-i18next";
import { dokumentUrl } from "../api/commands.ts";
import type { Dokument } from "../api/types.ts";
import { LineName, Lines } from "../components/Lines.tsx";
import { Tag } from "../components/Tag.tsx";
import { formatDateShort } from "../lib/date.ts";
import { fileSize } from "../lib/number.ts";
import { Signatures } from "./Signatures.tsx";

/** ausstehend and befallen are not handed out. */
export const isAvailable = (d: Dokument): boolean => d.pruefung === "unbedenklich" || d.pruefung === "ungeprueft";

/** Which words of `pruefung` are true of a document: our own letters are made here, no scanner looks at them. */
export const scanKey = (d: Pick<Dokument, "rolle" | "pruefung">): string =>
  d.rolle === "bescheid" || d.rolle === "brief" ? "eigen" : d.pruefung;

const SCAN_COLOUR = { ausstehend: "amber", unbedenklich: null, befallen: "red", ungeprueft: "grey" } as const;

function Scan({ dokument }: { dokument: Dokument }) {
  const { t } = useTranslation();
  const colour = SCAN_COLOUR[dokument.pruefung];
  const text = t(`pruefung.${scanKey(dokument)}`);
  return colour ? <Tag colour={colour}>{text}</Tag> : <small className="muted">{text}</small>;
}

/** Short lines for the reading pane; the tab Dokumente has the table. */
export function DocumentList({ vorgangId, dokumente }: { vorgangId: string; dokumente: Dokument[] }) {
  const { i18n } = useTranslation();
  return (
    <Lines>
      {dokumente.map((d) => (
        <li key={d.id}>
          <LineName>
            {isAvailable(d) ? (
              <a
                href={dokumentUrl(vorgangId, d.id, d.ansehbar)}
                target={d.ansehbar ? "_blank" : undefined}
                rel="noopener"
              >
                {d.beschreibung || d.dateiname}
              </a>
            ) : (
              d.dateiname
            )}{" "}
            <Scan dokument={d} />
            <Signatures dokument={d} />
          </LineName>
          <span className="num muted">
            {formatDateShort(d.hinzugefuegtAm, i18n.language)} · {fileSize(d.groesse, i18n.language)}
          </span>
        </li>
      ))}
    </Lines>
  );
}
