import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWithdraw } from "../api/queries";
import type { Ich, Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { Choices } from "../components/Choices";
import { ErrorNotice } from "../components/ErrorNotice";
import { StrongerSignIn } from "../components/StrongerSignIn";
import { announce } from "../lib/announce";
import { vorgangPath } from "../lib/route";

const place = "ruecknahme";

/** Takes the application back; the person is asked once more before. After a new sign-in the question is still there. */
export function WithdrawBox({ vorgang, ich }: { vorgang: Vorgang; ich: Ich }) {
  const { t } = useTranslation();
  const withdraw = useWithdraw(vorgang.id);
  const weiter = `${vorgangPath(vorgang.id)}#${place}`;
  const [asked, setAsked] = useState(() => window.location.hash === `#${place}`);
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked) question.current?.focus();
  }, [asked]);
  if (!vorgang.ruecknahmeMoeglich) return null;
  if (vorgang.ruecknahmeNiveau > ich.vertrauensniveau) {
    return (
      <section aria-labelledby={place}>
        <Card className="stack">
          <h2 id={place} tabIndex={-1}>
            {t("ruecknahme.titel")}
          </h2>
          <p>{t("ruecknahme.staerker")}</p>
          <StrongerSignIn ich={ich} niveau={vorgang.ruecknahmeNiveau} weiter={weiter} />
          <p>{t("ruecknahme.andererWeg")}</p>
        </Card>
      </section>
    );
  }
  const send = () => withdraw.mutate(undefined, { onSuccess: () => announce(t("ruecknahme.fertig")) });
  return (
    <section aria-labelledby={place}>
      <Card className="stack">
        <h2 id={place} ref={question} tabIndex={-1}>
          {t(asked ? "ruecknahme.frage" : "ruecknahme.titel")}
        </h2>
        <p>{t(asked ? "ruecknahme.folge" : "ruecknahme.text")}</p>
        <Choices>
          {asked ? (
            <>
              <Button aria-disabled={withdraw.isPending} onClick={send}>
                {t("ruecknahme.ja")}
              </Button>
              <Button kind="tertiary" aria-disabled={withdraw.isPending} onClick={() => setAsked(false)}>
                {t("ruecknahme.nein")}
              </Button>
            </>
          ) : (
            <Button kind="tertiary" onClick={() => setAsked(true)}>
              {t("ruecknahme.knopf")}
            </Button>
          )}
        </Choices>
        {withdraw.error && <ErrorNotice error={withdraw.error} safe={t("fehler.sicherAntrag")} weiter={weiter} />}
      </Card>
    </section>
  );
}
