import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../components/Button.tsx";
import { Empty } from "../../../components/Empty.tsx";
import { useVorgang } from "../use-vorgang.ts";
import { Decision } from "./Decision.tsx";
import { changes } from "./decision-draft.ts";
import { Rounds } from "./Rounds.tsx";
import { Wizard } from "./Wizard.tsx";

/** Decisions already made, and the one wizard of the house. */
export function BescheidTab() {
  const { t } = useTranslation();
  const vorgang = useVorgang();
  const [changing, setChanging] = useState(false);
  const first = vorgang.aktionen.includes("bescheid");
  const change = changes(vorgang).length > 0;
  const last = vorgang.zeichnungen.at(-1); // what was returned begins the next draft
  return (
    <div className="stack">
      {vorgang.bescheide.map((b) => (
        <Decision key={b.id} vorgang={vorgang} bescheid={b} />
      ))}
      <Rounds vorgang={vorgang} />
      {change && !changing && (
        <div className="actions">
          <Button onClick={() => setChanging(true)}>{t("aenderung.knopf")}</Button>
        </div>
      )}
      <Wizard
        key={last && last.id + last.zustand}
        vorgang={vorgang}
        offered={first}
        changing={changing}
        onDone={() => setChanging(false)}
      />
      {!first && vorgang.bescheide.length === 0 && vorgang.zeichnungen.length === 0 && (
        <Empty>
          <strong>{t("bescheid.keinerTitel")}</strong>
          <p>{t("bescheid.keinerText")}</p>
        </Empty>
      )}
    </div>
  );
}
