import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendNachricht } from "../../../api/commands.ts";
import { useBetrachte } from "../../../api/LiveProvider.tsx";
import { verfahrenQuery } from "../../../api/queries.ts";
import type { Aufgabe, Verfahren, Vorgang } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { TextField } from "../../../components/fields.tsx";
import { Bullets } from "../../../components/Lists.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { toast } from "../../../components/toast.ts";
import { ActionFeedback } from "../../../domain/ActionFeedback.tsx";
import { isAvailable } from "../../../domain/DocumentList.tsx";
import { DraftClash, DraftStatus } from "../../../domain/DraftStatus.tsx";
import { useStood } from "../../../domain/use-act.ts";
import { useDraft } from "../../../domain/use-draft.ts";
import { useVorgangAction } from "../../../domain/use-vorgang-action.ts";
import { cx } from "../../../lib/cx.ts";
import { Attachments } from "../Attachments.tsx";
import { ModuleTextArea } from "../ModuleTextArea.tsx";
import { usePlaceholders } from "../use-placeholders.ts";
import { AsLetter } from "./AsLetter.tsx";
import styles from "./Compose.module.css";
import { ItemEditor } from "./ItemEditor.tsx";
import { MessageOvertaken } from "./MessageOvertaken.tsx";
import { complaints, emptyDraft, levels, type MessageDraft, type MessageKind, toNachricht } from "./message-draft.ts";
import { ReplyRule } from "./ReplyRule.tsx";

interface Props {
  vorgang: Vorgang;
  kind: MessageKind;
  /** It may be sent, as the case is now; else what was typed stays as a card. */
  offered: boolean;
  /** the task of the process that sending completes */
  aufgabe?: Aufgabe;
  onSent: () => void;
}

/** Writing to the applicant. The procedure says which modules there are. */
export function Compose(props: Props) {
  const { verfahren, verfahrenStand } = props.vorgang;
  const { data, isPending } = useQuery(verfahrenQuery(verfahren, verfahrenStand));
  if (isPending) return <Skeleton />;
  return <ComposeForm {...props} verfahren={data} />;
}

/** What is typed saves itself; sending wants everything resolved. */
function ComposeForm({
  vorgang,
  verfahren,
  kind,
  offered: mayWrite,
  aufgabe,
  onSent,
}: Props & { verfahren?: Verfahren }) {
  const { t } = useTranslation();
  const offered = levels(vorgang.antragstellerDaten.vertrauensniveau);
  const [empty] = useState(() => emptyDraft(kind, offered[0] ?? 4));
  const draft = useDraft<MessageDraft>(vorgang.id, kind, empty);
  const { change } = draft;
  const forced = aufgabe?.antwortNoetig === true;
  const value = forced ? { ...draft.value, antwort: "erforderlich" as const } : draft.value;
  const values = usePlaceholders(vorgang);
  const [tried, setTried] = useState(false);
  const pending = vorgang.dokumente.filter((d) => value.anhaenge.includes(d.id) && !isAvailable(d)).length;
  const open = complaints(kind, value, values, vorgang, pending);
  useBetrachte(
    vorgang.id,
    mayWrite && (draft.state === "ungespeichert" || draft.state === "speichert" || value.text !== ""),
  );
  const action = useVorgangAction<MessageDraft>(
    vorgang,
    (version, input) =>
      sendNachricht(vorgang.id, toNachricht(kind, input, values, { ...vorgang, version }, aufgabe?.id)),
    () => {
      draft.discard();
      setTried(false);
      toast(t(vorgang.antwortMoeglich ? "nachricht.gesendet" : "brief.gesendet"));
      onSent();
    },
    value.text === "" && value.betreff === "",
  );
  const stands = mayWrite || action.busy;
  const stood = useStood(stands);
  if (draft.state === "laedt") return null;
  if (!stands) return <MessageOvertaken {...{ vorgang, kind, stood }} draft={value} onDrop={draft.discard} />;
  const complaint = (name: (typeof open)[number]) =>
    tried && open.includes(name) ? t(`nachrichtFehlt.${name}`) : undefined;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (open.length === 0) action.send(value);
      }}
    >
      <AsLetter {...{ vorgang, change }} draft={value} error={complaint("anschrift")} />
      <TextField
        label={t("nachricht.betreff")}
        maxLength={255}
        value={value.betreff}
        error={complaint("betreff")}
        onChange={(betreff) => change({ betreff })}
      />
      <ModuleTextArea
        label={t("nachricht.text")}
        rows={kind === "nachforderung" ? 7 : 11}
        value={value.text}
        error={complaint("text")}
        onChange={(text) => change({ text })}
        modules={verfahren?.textbausteine ?? []}
        values={values}
      />
      {kind === "nachforderung" && (
        <ItemEditor
          known={verfahren?.unterlagen ?? []}
          punkte={value.punkte}
          error={complaint("punkte")}
          onChange={(punkte) => change({ punkte })}
        />
      )}
      <ReplyRule
        kind={kind}
        forced={forced}
        draft={value}
        offered={vorgang.antwortMoeglich ? offered : []}
        change={change}
        error={complaint("frist") ?? complaint("fristVorbei")}
      />
      <Attachments
        of="nachricht"
        roles={["intern"]}
        vorgang={vorgang}
        chosen={value.anhaenge}
        onChange={(anhaenge) => change({ anhaenge })}
      />
      {tried && open.length > 0 && (
        <Notice kind="warn" alert>
          <Bullets>
            {open.map((name) => (
              <li key={name}>{t(`nachrichtFehlt.${name}`)}</li>
            ))}
          </Bullets>
        </Notice>
      )}
      <DraftClash conflict={draft.conflict} />
      <ActionFeedback
        action={action}
        typed={(e) => `${e.betreff}\n\n${e.text}`}
        labels={{
          antwort: t("nachricht.antwort"),
          aufgabe: t("nachricht.aufgabe.name"),
          anschrift: t("brief.anschrift"),
        }}
      />
      <div className={cx("rowflex", styles.send)}>
        <Button type="submit" kind="primary" busy={action.busy}>
          {t(`nachricht.senden.${kind}`)}
        </Button>
        {draft.state !== "leer" && (
          <Button kind="quiet" onClick={draft.discard}>
            {t("entwurf.verwerfen")}
          </Button>
        )}
        <DraftStatus state={draft.state} />
      </div>
    </form>
  );
}
