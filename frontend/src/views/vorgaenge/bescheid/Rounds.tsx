import { useTranslation } from "react-i18next";
import type { Vorgang } from "../../../api/types.ts";
import { Details } from "../../../components/Details.tsx";
import { Round } from "./Round.tsx";

/** What was laid before a second person: the newest as long as it is no Bescheid, those before to unfold. */
export function Rounds({ vorgang }: { vorgang: Vorgang }) {
  const { t } = useTranslation();
  const rounds = vorgang.zeichnungen;
  const last = rounds.at(-1);
  const open = last && last.zustand !== "gezeichnet" ? last : undefined;
  const earlier = open ? rounds.slice(0, -1) : rounds;
  const before = (nr: number) => rounds.slice(0, nr).findLast((z) => z.zustand !== "gezeichnet");
  return (
    <>
      {open && (
        <Round key={open.id} vorgang={vorgang} round={open} nr={rounds.length} before={before(rounds.length - 1)} />
      )}
      {earlier.length > 0 && (
        <Details summary={t("zeichnung.frueher", { count: earlier.length })}>
          <div className="stack">
            {earlier.map((z, i) => (
              <Round key={z.id} vorgang={vorgang} round={z} nr={i + 1} before={before(i)} />
            ))}
          </div>
        </Details>
      )}
    </>
  );
}
