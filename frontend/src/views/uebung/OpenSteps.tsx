import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Uebungsschritt, Uebungsstand } from "../../api/uebung.ts";
import { Button } from "../../components/Button.tsx";
import { RadioGroup, TextField } from "../../components/fields.tsx";
import { Notice } from "../../components/Notice.tsx";
import { formatDateWithDay } from "../../lib/date.ts";
import styles from "./OpenSteps.module.css";
import { StepForm } from "./StepForm.tsx";
import type { Lauf } from "./use-uebung.ts";

type Aufgabe = Uebungsstand["aufgaben"][number];
type Dienst = Uebungsstand["dienste"][number];

/** What the server said of the fields of the step at this element, if that was the step it did not take. */
function refusedAt(lauf: Lauf, element: string, nr: number): Record<string, string> {
  const step = lauf.refused;
  return step && (step.aufgabe ?? step.dienst) === element && (step.nr ?? 1) === nr
    ? (lauf.stand?.fehler?.felder ?? {})
    : {};
}

const times = (lauf: Lauf, element: string) =>
  lauf.schritte.filter((s) => s.aufgabe === element || s.dienst === element).length;

/** What stands open now: tasks, services that have not answered, incidents. */
export function OpenSteps({ lauf, stand }: { lauf: Lauf; stand: Uebungsstand }) {
  const { t } = useTranslation();
  const nothing = stand.aufgaben.length + stand.dienste.length + stand.vorfaelle.length === 0;
  return (
    <>
      {nothing && <p>{t(stand.bild.laeuft ? "uebung.nichtsOffen" : "prozess.beendet")}</p>}
      {stand.vorfaelle.map((v) => (
        <Notice kind="danger" title={t("uebung.vorfall", { name: v.name })} key={v.element}>
          <p>{v.grund}</p>
          <div className="actions">
            <Button onClick={() => lauf.add({ befehl: "wiederholen", aufgabe: v.element })}>
              {t("vorfall.wiederholen")}
            </Button>
            <Button onClick={() => lauf.add({ befehl: "ueberspringen", aufgabe: v.element, grund: t("uebung.grund") })}>
              {t("uebung.ueberspringen")}
            </Button>
          </div>
        </Notice>
      ))}
      {stand.aufgaben.map((a) => (
        <OpenTask key={`${a.element} ${a.nr} ${times(lauf, a.element)}`} {...{ lauf, aufgabe: a }} />
      ))}
      {stand.dienste.map((d) => (
        <OpenService key={`${d.element} ${d.nr} ${times(lauf, d.element)}`} {...{ lauf, dienst: d }} />
      ))}
    </>
  );
}

/** Several at one element are told apart by their number. */
const which = (nr: number) => (nr > 1 ? { nr } : {});

function OpenTask({ lauf, aufgabe: a }: { lauf: Lauf; aufgabe: Aufgabe }) {
  const { t, i18n } = useTranslation();
  const [person, setPerson] = useState("person");
  const send = (werte: Record<string, unknown>) => {
    const step: Uebungsschritt = { befehl: "erledigen", aufgabe: a.element, ...which(a.nr), werte };
    lauf.add(a.vierAugen ? { ...step, person } : step);
  };
  return (
    <div className={styles.step}>
      <h3>{a.titel}</h3>
      {a.faelligAm && (
        <p className="muted">{t("uebung.faellig", { tag: formatDateWithDay(a.faelligAm, i18n.language) })}</p>
      )}
      {a.hinweis && <p className="muted">{a.hinweis}</p>}
      <StepForm
        label={a.titel}
        felder={a.felder}
        kennungen={a.kennungen}
        refused={refusedAt(lauf, a.element, a.nr)}
        nr={lauf.schritte.length + 1}
        send={t("uebung.erledigen")}
        onSend={send}
      >
        {a.vierAugen && (
          <RadioGroup
            legend={t("uebung.wer")}
            value={person}
            onChange={setPerson}
            options={[
              { value: "person", label: t("uebung.erste") },
              { value: "zweite", label: t("uebung.zweite") },
            ]}
          />
        )}
      </StepForm>
    </div>
  );
}

function OpenService({ lauf, dienst: d }: { lauf: Lauf; dienst: Dienst }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const fail = () =>
    lauf.add({ befehl: "dienst_fehler", dienst: d.element, ...which(d.nr), code, grund: t("uebung.gescheitertGrund") });
  return (
    <div className={styles.step}>
      <h3>{d.name}</h3>
      <p className="muted">{t("uebung.dienst")}</p>
      <StepForm
        label={d.name}
        felder={d.felder}
        kennungen={d.kennungen}
        refused={refusedAt(lauf, d.element, d.nr)}
        nr={lauf.schritte.length + 1}
        send={t("uebung.dienstFertig")}
        onSend={(werte) => lauf.add({ befehl: "dienst", dienst: d.element, ...which(d.nr), werte })}
      />
      <TextField label={t("uebung.code")} hint={t("uebung.codeHinweis")} value={code} onChange={setCode} />
      <div className="actions">
        <Button onClick={fail}>{t("uebung.gescheitert")}</Button>
      </div>
    </div>
  );
}
