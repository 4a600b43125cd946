import { useState } from "react";
import { useTranslation } from "react-i18next";
import { checkPunkt } from "../../../api/commands.ts";
import { useRecht } from "../../../api/session.ts";
import type { Punkt, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { TextField } from "../../../components/fields.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { useBegun } from "../../../domain/begun.tsx";
import { DocumentList } from "../../../domain/DocumentList.tsx";
import { useAct } from "../../../domain/use-act.ts";
import styles from "./Items.module.css";

const COLOUR = { offen: "amber", eingereicht: "blue", angenommen: "green", zurueckgewiesen: "red" } as const;

function Item({ vorgang, punkt }: { vorgang: Vorgang; punkt: Punkt }) {
  const { t } = useTranslation();
  const may = useRecht("vorgang.bearbeiten");
  const [back, setBack] = useState(false);
  const handedIn = punkt.zustand === "eingereicht";
  const missing = punkt.zustand === "offen" || punkt.zustand === "zurueckgewiesen";
  const { of } = useBegun();
  const begun = of(punkt.id);
  const check = useAct<{ ok: boolean; grund?: string }>({
    vorgang,
    act: punkt.id,
    offered: may && (handedIn || (missing && !begun?.grund)),
    call: (version, input) => checkPunkt(vorgang.id, punkt.id, version, input.ok, input.grund),
    onDone: () => setBack(false),
  });
  const { grund = "" } = check.typed;
  const writing = handedIn && (back || grund !== "");
  const files = vorgang.dokumente.filter((d) => punkt.dokumente?.includes(d.id));
  return (
    <li className={styles.item}>
      <div className="rowflex">
        <strong>{punkt.titel}</strong>
        <Tag colour={COLOUR[punkt.zustand]}>{t(`punkt.${punkt.zustand}`)}</Tag>
      </div>
      {punkt.hinweis && <small className="muted">{punkt.hinweis}</small>}
      {punkt.grund && <p>{t("punkt.grundWar", { grund: punkt.grund })}</p>}
      {files.length > 0 && <DocumentList vorgangId={vorgang.id} dokumente={files} />}
      <ActionFeedback action={check} typed={(e) => e.grund ?? t("punkt.annehmen")} />
      {check.overtaken && (
        <ActOvertaken
          {...{ vorgang, stood: check.stood }}
          act={punkt.id}
          name={t(grund ? "punkt.zurueckVon" : "punkt.annehmenVon", { titel: punkt.titel })}
          own={[{ label: t("punkt.grund"), text: grund }]}
          onDropped={() => setBack(false)}
        />
      )}
      {may && handedIn && !writing && (
        <div className="actions">
          <Button
            kind="primary"
            busy={check.busy}
            aria-label={t("punkt.annehmenVon", { titel: punkt.titel })}
            onClick={() => check.send({ ok: true })}
          >
            {t("punkt.annehmen")}
          </Button>
          <Button aria-label={t("punkt.zurueckVon", { titel: punkt.titel })} onClick={() => setBack(true)}>
            {t("punkt.zurueck")}
          </Button>
        </div>
      )}
      {may && missing && !check.overtaken && (
        <div className="actions">
          <Button
            kind="quiet"
            busy={check.busy}
            aria-label={t("punkt.liegtVorVon", { titel: punkt.titel })}
            onClick={() => check.send({ ok: true })}
          >
            {t("punkt.liegtVor")}
          </Button>
        </div>
      )}
      {may && writing && (
        <form
          className="stack-s"
          onSubmit={(e) => {
            e.preventDefault();
            check.send({ ok: false, grund });
          }}
        >
          <TextField
            label={t("punkt.grund")}
            required
            maxLength={2000}
            value={grund}
            onChange={(text) => check.type({ grund: text })}
          />
          <div className="actions">
            <Button type="submit" busy={check.busy}>
              {t("punkt.zurueckJetzt")}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                check.forget();
                setBack(false);
              }}
            >
              {t("allgemein.abbrechen")}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}

/** The checklist of a Nachforderung; each item is accepted or sent back by itself. */
export function Items({ vorgang, punkte }: { vorgang: Vorgang; punkte: Punkt[] }) {
  const { t } = useTranslation();
  const done = punkte.filter((p) => p.zustand === "angenommen").length;
  return (
    <section aria-label={t("punkt.liste")}>
      <small className="muted">{t("punkt.stand", { fertig: done, count: punkte.length })}</small>
      <ul className={styles.items}>
        {punkte.map((punkt) => (
          <Item key={punkt.id} vorgang={vorgang} punkt={punkt} />
        ))}
      </ul>
    </section>
  );
}
