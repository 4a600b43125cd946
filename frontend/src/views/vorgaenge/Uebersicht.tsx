import { useTranslation } from "react-i18next";
import { useBetrachte } from "../../api/LiveProvider.tsx";
import { Card } from "../../components/Card.tsx";
import { Columns } from "../../components/Columns.tsx";
import { Comments } from "../../domain/Comments.tsx";
import { DublettenNotice } from "../../domain/DublettenNotice.tsx";
import { IntakeHints } from "../../domain/IntakeHints.tsx";
import { NextStep } from "../../domain/NextStep.tsx";
import { ShortView } from "../../domain/ShortView.tsx";
import { Statements } from "../../domain/Statements.tsx";
import { Undelivered } from "../../domain/Undelivered.tsx";
import { ApplicantCard } from "./ApplicantCard.tsx";
import { DeadlineCard } from "./DeadlineCard.tsx";
import { useVorgang } from "./use-vorgang.ts";

export function Uebersicht() {
  const { t } = useTranslation();
  const vorgang = useVorgang();
  useBetrachte(vorgang.id);
  return (
    <Columns>
      <div className="stack">
        <NextStep vorgang={vorgang} />
        <Undelivered vorgang={vorgang} />
        <DublettenNotice vorgang={vorgang} />
        <Card aria-labelledby="kurz">
          <h2 id="kurz">{t("uebersicht.antrag")}</h2>
          <ShortView vorgang={vorgang} />
          {vorgang.hinweise.length > 0 && (
            <>
              <h3>{t("uebersicht.hinweise")}</h3>
              <IntakeHints hinweise={vorgang.hinweise} felder={vorgang.antragsdaten} />
            </>
          )}
        </Card>
        <Statements vorgang={vorgang} />
        <Comments vorgang={vorgang} />
      </div>
      <div className="stack">
        <DeadlineCard vorgang={vorgang} />
        <ApplicantCard vorgang={vorgang} />
      </div>
    </Columns>
  );
}
