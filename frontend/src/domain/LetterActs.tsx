import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sendung, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { EndLetter } from "./EndLetter.tsx";
import { PostLetter } from "./PostLetter.tsx";

type Aktion = Sendung["aktionen"][number];

/** What can be done with the letter of a message now. */
export function LetterActs({ vorgang, sendung }: { vorgang: Vorgang; sendung: Sendung }) {
  const { t } = useTranslation();
  const [aktion, setAktion] = useState<Aktion | null>(null);
  if (sendung.aktionen.length === 0 && !aktion) return null;
  const close = () => setAktion(null);
  const of = sendung.anschrift ? `, ${t("brief.an", { anschrift: sendung.anschrift })}` : "";
  return (
    <>
      {sendung.aktionen.map((a) => (
        <Button key={a} aria-label={t(`brief.akt.${a}`) + of} onClick={() => setAktion(a)}>
          {t(`brief.akt.${a}`)}
        </Button>
      ))}
      {aktion === "aufgeben" && <PostLetter {...{ vorgang, sendung }} onClose={close} />}
      {aktion && aktion !== "aufgeben" && <EndLetter {...{ vorgang, sendung, aktion }} onClose={close} />}
    </>
  );
}
