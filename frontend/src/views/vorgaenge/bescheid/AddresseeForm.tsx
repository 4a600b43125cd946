import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAdressat } from "../../../api/commands.ts";
import { asProblem } from "../../../api/problem.ts";
import type { AdressatNeu, Bescheid, Briefanschrift, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { RadioGroup, TextField } from "../../../components/fields.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { ActOvertaken } from "../../../domain/ActOvertaken.tsx";
import { AddressFields } from "../../../domain/AddressFields.tsx";
import { addressLine } from "../../../domain/address-line.ts";
import { useAct } from "../../../domain/use-act.ts";
import { RepresentsAs } from "./RepresentsAs.tsx";

type Role = AdressatNeu["rolle"];

/** Which roles somebody can be named in now. */
export const roles = (b: Bescheid): Role[] => {
  const offered: [Role, Bescheid["aktionen"][number]][] = [
    ["beteiligt", "adressat"],
    ["bevollmaechtigt", "bevollmaechtigt"],
  ];
  return offered.filter(([, akt]) => b.aktionen.includes(akt)).map(([role]) => role);
};

interface Props {
  vorgang: Vorgang;
  bescheid: Bescheid;
  onDone: () => void;
}

/** Who it is and where the letter goes; a decision that waits for retrieval then goes another way, which is asked. */
export function AddresseeForm({ vorgang, bescheid, onDone }: Props) {
  const { t } = useTranslation();
  const offered = roles(bescheid);
  const [sent, setSent] = useState("");
  const act = `adressat:${bescheid.id}`;
  const action = useAct<Omit<AdressatNeu, "version">>({
    vorgang,
    act,
    offered: offered.length > 0,
    blank: { rolle: offered.length === 1 ? (offered[0] ?? "") : "" },
    call: (version, input) => addAdressat(vorgang.id, bescheid.id, { version, ...input }),
    onDone,
  });
  const { rolle = "", name = "", strasse = "", plzOrt = "", land = "", vertritt = "" } = action.typed;
  const { vertretung = "bevollmaechtigt" } = action.typed;
  const takesPart = rolle === "beteiligt";
  const represents = takesPart ? vertritt !== "" : rolle === "bevollmaechtigt";
  const body: Omit<AdressatNeu, "version"> = {
    rolle: rolle as Role,
    anschrift: {
      ...{ name, strasse, plzOrt, ...(land && { land }) },
      ...(takesPart && vertritt && { vertritt }),
      ...(represents && { vertretung: vertretung as Briefanschrift["vertretung"] }),
    },
  };
  const asked = action.error ? asProblem(action.error).rueckfrage : undefined;
  const frage = sent === JSON.stringify(body) ? asked : undefined;
  const send = () => {
    setSent(JSON.stringify(body));
    action.send(frage ? { ...body, bestaetigt: frage.bestaetigen as AdressatNeu["bestaetigt"] } : body);
  };
  if (action.overtaken)
    return (
      <ActOvertaken
        {...{ vorgang, act, stood: action.stood }}
        name={t("adressat.titel")}
        own={[
          { label: t("adressat.wer"), text: rolle && t(`adressat.rolle.${rolle}`) },
          { label: t("adressat.anschrift"), text: addressLine(t, body.anschrift) },
        ]}
      />
    );
  if (!action.stands) return null;
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <RadioGroup
        legend={t("adressat.wer")}
        value={rolle}
        options={offered.map((role) => ({
          value: role,
          label: t(`adressat.rolle.${role}`),
          hint: t(`adressat.hinweis.${role}`),
        }))}
        onChange={(role) => action.type({ rolle: role })}
      />
      <AddressFields {...{ name, strasse, plzOrt, land }} onChange={action.type} />
      {takesPart && (
        <TextField
          label={t("adressat.vertritt")}
          hint={t("adressat.vertrittHinweis")}
          maxLength={200}
          value={vertritt}
          onChange={(x) => action.type({ vertritt: x })}
        />
      )}
      {represents && (
        <RepresentsAs
          value={vertretung as Briefanschrift["vertretung"]}
          onChange={(kind) => action.type({ vertretung: kind })}
        />
      )}
      {frage && (
        <Notice kind="warn" title={t("postFrage.titel")} alert>
          {frage.bestaetigen.map((was) => (
            <p key={was}>{t(`postFrage.${was}`)}</p>
          ))}
        </Notice>
      )}
      <div className="actions">
        <Button type="submit" kind="primary" busy={action.busy} disabled={!rolle}>
          {t(frage ? "adressat.ja" : "adressat.hinzufuegen")}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t("allgemein.abbrechen")}
        </Button>
      </div>
      <ActionFeedback
        action={asked ? { ...action, error: null } : action}
        typed={(p) => addressLine(t, p.anschrift)}
        labels={{ anschrift: t("adressat.anschrift") }}
      />
    </form>
  );
}
