import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { verlaufQuery } from "../api/queries.ts";
import { Button } from "../components/Button.tsx";
import { Facts } from "../components/Facts.tsx";
import { Notice } from "../components/Notice.tsx";
import { ChangesSince } from "./ChangesSince.tsx";
import { ConflictSides, Side } from "./ConflictSides.tsx";

export interface Fact {
  label: string;
  text: string;
}

interface Props {
  vorgangId: string;
  title: string;
  text: string;
  /** What this person had typed, in words. */
  own: Fact[];
  /** What the others did instead; else the journal since then tells. */
  theirs?: ReactNode;
  since?: string;
  /** Where it can still be sent. */
  onTakeOver?: () => void;
  onDrop: () => void;
  /** The form was before the eyes a moment ago: the keyboard goes on here. */
  replacesForm?: boolean;
}

function OwnInput({ own }: { own: Fact[] }) {
  const { t } = useTranslation();
  if (own.length === 0) return <p>{t("ueberholt.nichts")}</p>;
  return (
    <Facts>
      {own.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="pre">{text}</dd>
        </div>
      ))}
    </Facts>
  );
}

/** Where a form was: the act can no longer be done, and what was typed stands here until it is dropped. */
export function Overtaken(props: Props) {
  const { vorgangId, title, text, own, theirs, since, onTakeOver, onDrop, replacesForm = false } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const told = theirs === undefined && !!since;
  const { data: verlauf = [] } = useQuery({ ...verlaufQuery(vorgangId), enabled: told });
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (replacesForm && lost) box.current?.focus({ preventScroll: true });
  }, [replacesForm]);
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="warn" title={title} alert>
        <p>
          {text} {own.length > 0 && t("ueberholt.sicher")}
        </p>
        <ConflictSides>
          {theirs}
          {told && (
            <Side title={t("konflikt.andere")} of={title}>
              <ChangesSince verlauf={verlauf} since={since} />
            </Side>
          )}
          <Side title={t("konflikt.ihres")} of={title}>
            <OwnInput own={own} />
          </Side>
        </ConflictSides>
        <div className="actions">
          {onTakeOver && (
            <Button kind="primary" onClick={onTakeOver}>
              {t("ueberholt.uebernehmen")}
            </Button>
          )}
          <Button onClick={onDrop}>{own.length > 0 ? t("ueberholt.verwerfen") : t("allgemein.schliessen")}</Button>
        </div>
      </Notice>
    </div>
  );
}
