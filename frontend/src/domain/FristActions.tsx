import { useState } from "react";
import { useTranslation } from "react-i18next";
import { extendFrist, holdFrist, resumeFrist } from "../api/commands.ts";
import type { Nachricht, Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { TextArea, TextField } from "../components/fields.tsx";
import { toast } from "../components/toast.ts";
import { addDays, formatDateWithDay, nextWorkday, today } from "../lib/date.ts";
import { ActDialog, CancelAct } from "./ActDialog.tsx";
import { ActionFeedback } from "./ActionFeedback.tsx";
import { fristAct } from "./KeptActs.tsx";
import { useAct } from "./use-act.ts";

type Aktion = Nachricht["fristAktionen"][number];

interface Props {
  vorgang: Vorgang;
  n: Nachricht;
}

interface Input {
  bis: string;
  grund: string;
}

const CALLS: Record<Aktion, (id: string, n: string, version: number, input: Input) => Promise<Vorgang>> = {
  verlaengern: (id, n, version, { bis, grund }) => extendFrist(id, n, version, bis, grund),
  anhalten: (id, n, version, { grund }) => holdFrist(id, n, version, grund),
  weiter: (id, n, version, { grund }) => resumeFrist(id, n, version, grund),
};

/** Two weeks behind the day that counts now, or behind today where that is over. */
function proposed(n: Nachricht): string {
  const from = n.antwortBis && n.antwortBis > today() ? n.antwortBis : today();
  return nextWorkday(addDays(from, 14));
}

function FristDialog({ vorgang, n, aktion, onClose }: Props & { aktion: Aktion; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const name = fristAct(n.id, aktion);
  const action = useAct<Input>({
    vorgang,
    act: name,
    offered: n.fristAktionen.includes(aktion),
    blank: aktion === "verlaengern" ? { bis: proposed(n) } : undefined,
    call: (version, input) => CALLS[aktion](vorgang.id, n.id, version, input),
    onDone: (neu) => {
      const bis = neu.nachrichten.find((m) => m.id === n.id)?.antwortBis;
      toast(t(`frist.fertig.${aktion}`, { datum: bis ? formatDateWithDay(bis, i18n.language) : "" }));
      onClose();
    },
  });
  const { bis = "", grund = "" } = action.typed;
  return (
    <ActDialog {...{ vorgang, action, name, onClose }} title={t(`frist.${aktion}`)}>
      <p>{t(`frist.text.${aktion}`, { betreff: n.betreff })}</p>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          action.send({ bis, grund: grund.trim() });
        }}
      >
        {aktion === "verlaengern" && (
          <TextField
            label={t("frist.bis")}
            type="date"
            required
            min={addDays(today(), 1)}
            value={bis}
            onChange={(tag) => action.type({ bis: tag })}
          />
        )}
        <TextArea
          label={t("aktionText.grund")}
          required
          rows={3}
          maxLength={2000}
          value={grund}
          onChange={(text) => action.type({ grund: text })}
        />
        <ActionFeedback action={action} typed={(e) => (aktion === "verlaengern" ? `${e.bis}\n${e.grund}` : e.grund)} />
        <div className="actions">
          <Button type="submit" kind="primary" busy={action.busy}>
            {t(`frist.${aktion}`)}
          </Button>
          <CancelAct {...{ action, onClose }} />
        </div>
      </form>
    </ActDialog>
  );
}

/** What can be done with the period in which a message is to be answered. */
export function FristActions({ vorgang, n }: Props) {
  const { t } = useTranslation();
  const [aktion, setAktion] = useState<Aktion | null>(null);
  if (n.fristAktionen.length === 0 && !aktion) return null;
  return (
    <>
      <span className="rowflex">
        {n.fristAktionen.map((a) => (
          <Button key={a} onClick={() => setAktion(a)} aria-label={`${t(`frist.${a}`)}: ${n.betreff}`}>
            {t(`frist.${a}`)}
          </Button>
        ))}
      </span>
      {aktion && <FristDialog vorgang={vorgang} n={n} aktion={aktion} onClose={() => setAktion(null)} />}
    </>
  );
}
