import { useTranslation } from "react-i18next";
import type { Sendung, Vorgang } from "../api/types.ts";
import { Notice } from "../components/Notice.tsx";
import { Delivery, needsPerson } from "./Delivery.tsx";
import { SendLetter } from "./SendLetter.tsx";

/** What did not arrive, with the way to try again: the list marks such a case, so its first page has to say why. */
export function Undelivered({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const left = vorgang.sendungen.filter((s) => needsPerson(s, vorgang.sendungen));
  if (left.length === 0) return null;
  const message = (s: Sendung) => vorgang.nachrichten.find((n) => n.id === s.nachrichtId);
  const what = (s: Sendung) => {
    const betreff = message(s)?.betreff;
    const to = t(`verlaufWert.${s.ziel}`, { defaultValue: s.ziel });
    return betreff ? `${to} – ${betreff}` : to;
  };
  const title = t("sendung.offen", { count: left.length });
  return (
    <section aria-label={title}>
      <Notice kind="danger" title={title}>
        {left.map((s) => {
          const n = s.ziel === "post" ? message(s) : undefined;
          return (
            <div key={s.id}>
              <Delivery vorgang={vorgang} sendung={s} what={what(s)} />
              {n?.brief && (
                <div className="actions">
                  <SendLetter {...{ vorgang, n }} />
                </div>
              )}
            </div>
          );
        })}
      </Notice>
    </section>
  );
}
