import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Warteereignis, Warten } from "../api/types.ts";
import { Bullets } from "../components/Lists.tsx";
import { formatDate, formatEnd } from "../lib/date.ts";

interface Props {
  warten: Warten[];
  /** What a person may do about one of the events. */
  children?: (ereignis: Warteereignis) => ReactNode;
}

function lead({ name, zweige }: Warten): string {
  if (zweige.length > 0) return name ? "warten.beiZweige" : "warten.zweige";
  return name ? "warten.beiSeit" : "warten.seit";
}

/** What the process waits for in the words of the drawing: since when, until when, and what happens then. */
export function Waiting({ warten, children }: Props) {
  const { t, i18n } = useTranslation();
  return warten.map((w) => (
    <div key={w.ereignisse[0]?.token ?? w.element}>
      <p className="muted">
        {w.seit
          ? t(lead(w), { name: w.name, am: formatDate(w.seit, i18n.language) })
          : t(w.name ? "warten.beiJederzeit" : "warten.jederzeit", { name: w.name })}
      </p>
      <Bullets>
        {w.zweige.map((zweig) => (
          <li key={zweig}>
            <strong>{zweig}</strong>
          </li>
        ))}
        {w.ereignisse.map((e) => (
          <li key={e.token}>
            <strong>{e.name}</strong>
            {(e.bis || e.steht) && `: ${e.bis ? formatEnd(e.bis, i18n.language) : t(`warten.steht.${e.steht}`)}`}
            {e.nachricht && e.nachricht !== e.name && ` (${e.nachricht})`}
            {e.danach.length > 0 && (
              <> – {t(e.endet ? "warten.danach" : "warten.daneben", { was: e.danach.join(", ") })}</>
            )}
            {children?.(e)}
          </li>
        ))}
      </Bullets>
    </div>
  ));
}
