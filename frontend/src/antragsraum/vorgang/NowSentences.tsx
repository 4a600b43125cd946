import { useTranslation } from "react-i18next";
import { formatDay } from "../lib/format";
import type { Sentence } from "./whatNow";

interface Props {
  items: Sentence[];
  className?: string;
  /** with a link to each message but the one the button below leads to */
  linked?: string | undefined;
}

/** The sentences of `whatNow`, each a paragraph of its own. */
export function NowSentences({ items, className, linked }: Props) {
  const { t, i18n } = useTranslation();
  return items.map(({ key, count, tag, nachrichtId }) => (
    <p key={nachrichtId ?? key} className={className}>
      {t(key, { ...(count !== undefined && { count }), ...(tag && { tag: formatDay(tag, i18n.language) }) })}
      {linked && nachrichtId && nachrichtId !== linked && (
        <>
          {" "}
          <a className="kern-link" href={`#nachricht-${nachrichtId}`}>
            {t("jetzt.zurNachricht")}
          </a>
        </>
      )}
    </p>
  ));
}
