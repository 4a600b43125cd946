import type { Briefanschrift, NachrichtNeu, Vorgang } from "../../../api/types.ts";
import { isIncomplete, otherAddress } from "../../../domain/letter-address.ts";
import { fillPlaceholders, openPlaceholders, type Values } from "../../../domain/placeholders.ts";
import { inWorkdays } from "../../../domain/urgency.ts";
import { today } from "../../../lib/date.ts";

export type MessageKind = "nachricht" | "nachforderung";

/** What is kept of a message while it is being written. */
export interface MessageDraft {
  betreff: string;
  text: string;
  antwort: NonNullable<NachrichtNeu["antwort"]>;
  antwortBis: string;
  vertrauensniveau: 1 | 3 | 4;
  anhaenge: string[];
  punkte: { titel: string; hinweis: string }[];
  /** as a letter, too, to somebody who has an account */
  brief: boolean;
  /** null = to the address of the application */
  anschrift: Pick<Briefanschrift, "name" | "strasse" | "plzOrt" | "land"> | null;
}

type Reachable = Pick<Vorgang, "antwortMoeglich" | "briefanschrift" | "briefMangel">;

/** Whether it goes as a letter: who has no account gets one anyhow. */
export const byLetter = (draft: MessageDraft, vorgang: Reachable): boolean =>
  !vorgang.antwortMoeglich || draft.brief === true;

/** The address as it stands in the form; null = that of the application, or no letter goes. */
export function addressOf(draft: MessageDraft, vorgang: Reachable): MessageDraft["anschrift"] {
  if (!byLetter(draft, vorgang)) return null;
  const { name, strasse, plzOrt, land } = vorgang.briefanschrift;
  return draft.anschrift ?? (vorgang.briefMangel ? { name, strasse, plzOrt, land } : null);
}

/** The levels a message can ask for: nothing of a case is read with less than the application came with (0 = unknown). */
export function levels(antrag: number | undefined): MessageDraft["vertrauensniveau"][] {
  return ([1, 3, 4] as const).filter((level) => level >= (antrag ?? 0));
}

export function emptyDraft(kind: MessageKind, level: MessageDraft["vertrauensniveau"]): MessageDraft {
  return {
    betreff: "",
    text: "",
    antwort: kind === "nachforderung" ? "erforderlich" : "moeglich",
    antwortBis: kind === "nachforderung" ? inWorkdays(14) : "",
    vertrauensniveau: level,
    anhaenge: [],
    punkte: [],
    brief: false,
    anschrift: null,
  };
}

export type Complaint =
  | "betreff"
  | "text"
  | "platzhalter"
  | "frist"
  | "fristVorbei"
  | "punkte"
  | "anhang"
  | "anschrift";

/** What still stands between the draft and sending it. `pending` counts attachments not yet scanned clean. */
export function complaints(
  kind: MessageKind,
  draft: MessageDraft,
  values: Values,
  vorgang: Reachable,
  pending = 0,
): Complaint[] {
  const found: Complaint[] = [];
  const filled = [draft.betreff, draft.text, ...draft.punkte.flatMap((p) => [p.titel, p.hinweis])].map((s) =>
    fillPlaceholders(s, values),
  );
  if (!draft.betreff.trim()) found.push("betreff");
  if (!draft.text.trim()) found.push("text");
  if (openPlaceholders(...filled).length > 0) found.push("platzhalter");
  if (draft.antwort === "erforderlich" && !draft.antwortBis) found.push("frist");
  if (draft.antwort !== "keine" && draft.antwortBis && draft.antwortBis <= today()) found.push("fristVorbei");
  if (kind === "nachforderung" && !draft.punkte.some((p) => p.titel.trim())) found.push("punkte");
  if (pending > 0) found.push("anhang");
  const anschrift = addressOf(draft, vorgang);
  if (anschrift && isIncomplete(anschrift)) found.push("anschrift");
  return found;
}

/** `aufgabe` is the task the message completes; without it the message stands beside the process. */
export function toNachricht(
  kind: MessageKind,
  draft: MessageDraft,
  values: Values,
  vorgang: Reachable & Pick<Vorgang, "version">,
  aufgabe?: string,
): NachrichtNeu {
  const anschrift = addressOf(draft, vorgang);
  const fill = (text: string) => fillPlaceholders(text, values).trim();
  return {
    version: vorgang.version,
    art: kind,
    aufgabe,
    betreff: fill(draft.betreff),
    text: fill(draft.text),
    antwort: draft.antwort,
    antwortBis: draft.antwort === "keine" ? undefined : draft.antwortBis || undefined,
    vertrauensniveau: draft.vertrauensniveau,
    anhaenge: draft.anhaenge,
    punkte:
      kind === "nachforderung"
        ? draft.punkte
            .filter((p) => p.titel.trim())
            .map((p) => ({ titel: fill(p.titel), hinweis: fill(p.hinweis) || undefined }))
        : undefined,
    brief: vorgang.antwortMoeglich && draft.brief ? true : undefined,
    anschrift: anschrift ? otherAddress(vorgang, anschrift) : undefined,
  };
}
