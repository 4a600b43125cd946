import { useTranslation } from "react-i18next";
import { Empty } from "../../../components/Empty.tsx";
import { useVorgang } from "../use-vorgang.ts";
import { Decision } from "./Decision.tsx";
import { Rounds } from "./Rounds.tsx";
import { Wizard } from "./Wizard.tsx";

/** Decisions already made, and the one wizard of the house. */
export function BescheidTab() {
  const { t } = useTranslation();
  const vorgang = useVorgang();
  const may = vorgang.aktionen.includes("bescheid");
  const last = vorgang.zeichnungen.at(-1); // what was returned begins the next draft
  return (
    <div className="stack">
      {vorgang.bescheide.map((b) => (
        <Decision key={b.id} vorgang={vorgang} bescheid={b} />
      ))}
      <Rounds vorgang={vorgang} />
      <Wizard key={last && last.id + last.zustand} vorgang={vorgang} offered={may} />
      {!may && vorgang.bescheide.length === 0 && vorgang.zeichnungen.length === 0 && (
        <Empty>
          <strong>{t("bescheid.keinerTitel")}</strong>
          <p>{t("bescheid.keinerText")}</p>
        </Empty>
      )}
    </div>
  );
}
