import { useTranslation } from "react-i18next";
import type { Sendung, Vorgang } from "../api/types.ts";
import { Notice } from "../components/Notice.tsx";
import { Delivery, failed } from "./Delivery.tsx";

/** What did not arrive, with the way to try again: the list marks such a case, so its first page has to say why. */
export function Undelivered({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const left = vorgang.sendungen.filter(failed);
  if (left.length === 0) return null;
  const what = (s: Sendung) => {
    const betreff = vorgang.nachrichten.find((n) => n.id === s.nachrichtId)?.betreff;
    const to = t(`verlaufWert.${s.ziel}`, { defaultValue: s.ziel });
    return betreff ? `${to} – ${betreff}` : to;
  };
  const title = t("sendung.offen", { count: left.length });
  return (
    <section aria-label={title}>
      <Notice kind="danger" title={title}>
        {left.map((s) => (
          <Delivery key={s.id} vorgang={vorgang} sendung={s} what={what(s)} />
        ))}
      </Notice>
    </section>
  );
}
