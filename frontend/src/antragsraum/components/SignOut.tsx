import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { clearDrafts, hasAnyDraft } from "../lib/draft";
import { Button } from "./Button";

/** Signs out by a plain form. An unsent text on a shared device is the person's decision, so we ask once. */
export function SignOut() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (asking || !hasAnyDraft()) return;
    event.preventDefault();
    setAsking(true);
  };
  return (
    <form method="post" action="/antragsraum/abmelden" onSubmit={onSubmit} className="stack">
      {asking ? (
        <div className="stack" role="status">
          <p>{t("abmelden.entwurf")}</p>
          <p>{t("abmelden.fremd")}</p>
          <Button type="submit">{t("abmelden.behalten")}</Button>
          <Button type="submit" onClick={clearDrafts}>
            {t("abmelden.loeschen")}
          </Button>
        </div>
      ) : (
        <Button type="submit">{t("seite.abmelden")}</Button>
      )}
    </form>
  );
}
