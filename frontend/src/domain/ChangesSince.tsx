import { useTranslation } from "react-i18next";
import type { Verlaufseintrag } from "../api/types.ts";
import { formatMoment } from "../lib/date.ts";
import { entriesSince } from "./conflict.ts";
import { ereignisKey } from "./ereignis.ts";

/** What the journal tells of the time since then, newest first. */
export function ChangesSince({ verlauf, since }: { verlauf: Verlaufseintrag[]; since: string }) {
  const { t, i18n } = useTranslation();
  return (
    <ul>
      {entriesSince(verlauf, since).map((e) => (
        <li key={e.nr}>
          {t(`ereignis.${ereignisKey(e)}`, { defaultValue: e.art })} – {e.akteurName},{" "}
          {formatMoment(e.zeit, i18n.language)}
        </li>
      ))}
    </ul>
  );
}
