import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWithdraw } from "../api/queries";
import type { Vorgang } from "../api/types";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { Choices } from "../components/Choices";
import { ErrorNotice } from "../components/ErrorNotice";
import { announce } from "../lib/announce";

/** Takes the application back; the person is asked once more before. */
export function WithdrawBox({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const withdraw = useWithdraw(vorgang.id);
  const [asked, setAsked] = useState(false);
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked) question.current?.focus();
  }, [asked]);
  if (!vorgang.ruecknahmeMoeglich) return null;
  const send = () => withdraw.mutate(undefined, { onSuccess: () => announce(t("ruecknahme.fertig")) });
  return (
    <section aria-labelledby="ruecknahme">
      <Card className="stack">
        <h2 id="ruecknahme" ref={question} tabIndex={-1}>
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
        {withdraw.error && <ErrorNotice error={withdraw.error} safe={t("fehler.sicherAntrag")} />}
      </Card>
    </section>
  );
}
