import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { testZugang } from "../../api/posteingang.ts";
import type { Testlieferung } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Tag } from "../../components/Tag.tsx";
import { Checklist } from "./Checklist.tsx";

/** A delivery of the adapter's own example, all the way to the answer. */
export function TestCard({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testZugang(id),
    onSettled: () => client.invalidateQueries({ queryKey: ["zugang", id] }),
  });
  return (
    <Card aria-labelledby="test">
      <h2 id="test">{t("zugang.test")}</h2>
      <p className="muted">{t("zugang.testText")}</p>
      <div className="actions">
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t("zugang.testStarten")}
        </Button>
      </div>
      <ProblemNotice error={test.error} />
      {test.data && <Verdict test={test.data} />}
    </Card>
  );
}

function Verdict({ test }: { test: Testlieferung }) {
  const { t } = useTranslation();
  return (
    <Notice
      kind={test.erfolg ? "good" : "danger"}
      alert
      title={t(test.erfolg ? "zugang.testGut" : "zugang.testSchlecht")}
    >
      {test.detail && <p>{test.detail}</p>}
      <Checklist as="ol">
        {test.schritte.map((s) => (
          <li key={s.art}>
            <Tag colour={s.gut ? "green" : "red"}>{t(s.gut ? "zugang.schrittGut" : "zugang.schrittSchlecht")}</Tag>
            <span>
              {t(`zugang.schritt.${s.art}`)}
              {s.text && <span className="muted"> – {s.text}</span>}
            </span>
          </li>
        ))}
      </Checklist>
      <small className="muted">{t("zugang.testAntwort", { status: test.antwort, referenz: test.referenz })}</small>
    </Notice>
  );
}
