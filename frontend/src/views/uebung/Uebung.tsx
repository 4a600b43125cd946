import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Uebungsstand } from "../../api/uebung.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Sheet } from "../../components/ListFrame.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { ProcessPicture } from "../../domain/ProcessPicture.tsx";
import { Waiting } from "../../domain/Waiting.tsx";
import { cx } from "../../lib/cx.ts";
import { useFocusOnChange } from "../../lib/focus.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { Arrivals } from "./Arrivals.tsx";
import { Clock, useUhr } from "./Clock.tsx";
import { OpenSteps } from "./OpenSteps.tsx";
import { Steps } from "./Steps.tsx";
import styles from "./Uebung.module.css";
import type { Lauf } from "./use-uebung.ts";

interface PageProps {
  titel: string;
  back: ReactNode;
  children: ReactNode;
}

/** The page of a practice run: it says in sight that it is none of the real thing. */
export function UebungPage({ titel, back, children }: PageProps) {
  const { t } = useTranslation();
  usePageTitle(titel);
  return (
    <Sheet className={styles.page}>
      <p>{back}</p>
      <h1>{titel}</h1>
      <div className={styles.practice}>
        <Notice kind="warn" title={t("uebung.nurUebung")}>
          {t("uebung.nurUebungText")}
        </Notice>
      </div>
      {children}
    </Sheet>
  );
}

interface Props {
  lauf: Lauf;
  onRestart: () => void;
  onSave?: () => void;
}

/** A practice run: the picture, what can happen now, and what has happened. */
export function Uebung({ lauf, onRestart, onSave }: Props) {
  const { t } = useTranslation();
  const { stand } = lauf;
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnChange(heading, stand);
  if (!stand && !lauf.error) return <Skeleton lines={8} />;
  return (
    <>
      <Announcement stand={stand} />
      <ProblemNotice error={lauf.error} onRetry={lauf.retry} />
      {lauf.error && (
        <div className="actions">
          <Button onClick={lauf.back}>{t("uebung.zurueck")}</Button>
        </div>
      )}
      {stand?.fehler && (
        <Notice kind="danger" title={t("uebung.gehtNicht", { nr: stand.fehler.schritt })} alert>
          {stand.fehler.grund}
        </Notice>
      )}
      {stand && (
        <div className={styles.run} aria-busy={lauf.busy || undefined}>
          <Card aria-labelledby="bild">
            <h2 id="bild">{t("prozess.titel")}</h2>
            <ProcessPicture bild={stand.bild} />
          </Card>
          <div className={cx("stack", styles.now)}>
            <Clock {...{ lauf, stand }} />
            <Card aria-labelledby="jetzt">
              <h2 id="jetzt" ref={heading} tabIndex={-1}>
                {t("uebung.jetzt")}
              </h2>
              {stand.status && <p>{t("uebung.status", { status: t([`status.${stand.status}`, stand.status]) })}</p>}
              <OpenSteps {...{ lauf, stand }} />
            </Card>
            {stand.bild.warten.length > 0 && (
              <Card aria-labelledby="warten">
                <h2 id="warten">{t("warten.titel")}</h2>
                <Waiting warten={stand.bild.warten} />
              </Card>
            )}
            <Arrivals {...{ lauf, stand }} />
            <Steps {...{ lauf, stand, onRestart, onSave }} />
          </div>
          <Course stand={stand} />
        </div>
      )}
    </>
  );
}

/** Read out after every step. */
function Announcement({ stand }: { stand: Uebungsstand | undefined }) {
  const { t } = useTranslation();
  const uhr = useUhr();
  const last = stand?.verlauf.filter((z) => z.schritt === stand.gespielt).map((z) => z.text) ?? [];
  const open = stand?.aufgaben.map((a) => a.titel).join(", ");
  return (
    <p className="vh" role="status">
      {stand && [uhr(stand.uhr), ...last, open ? t("uebung.offen", { open }) : t("uebung.nichtsOffen")].join(" ")}
    </p>
  );
}

/** What happened, the newest first, by the clock of the practice. */
function Course({ stand }: { stand: Uebungsstand }) {
  const { t } = useTranslation();
  const uhr = useUhr();
  return (
    <Card aria-labelledby="verlauf">
      <h2 id="verlauf">{t("uebung.verlauf")}</h2>
      {stand.verlauf.length === 0 && <p className="muted">{t("uebung.nochNichts")}</p>}
      <ol className="stack-s" reversed>
        {stand.verlauf.toReversed().map((z, i) => (
          <li key={i}>
            <span className="muted num">{uhr(z.am)}</span> {z.text}
          </li>
        ))}
      </ol>
    </Card>
  );
}
