/** Texts of the channels to mailboxes, and of what came back by them. */
export const kanalEn = {
  kanaele: {
    titel: "Channels to mailboxes",
    hinweis:
      "Messages go to the mailbox of the account the application came from, if a channel there is switched on here. Otherwise they lie in the applicant portal. Decisions always lie there or go by post.",
    anlegen: "Create channel",
    leerTitel: "No channel yet",
    leerText: "All messages lie in the applicant portal.",
    art: "Where it leads",
    name: "Name",
    aktiv: "Switched on",
    an: "switched on",
    aus: "switched off",
    gestoert: "Nothing goes by this channel at the moment",
    seit: "since {{zeit}}",
    speichern: "Save",
    pruefen: "Check the connection",
    geht: "The login worked. Nothing was sent.",
  },
  rueckmeldung: {
    titel_one: "A message from a mailbox belongs to no case",
    titel_other: "{{count}} messages from mailboxes belong to no case",
    ohneBetreff: "No subject",
    geholt: "fetched {{zeit}}",
    gesendet: "sent {{zeit}}",
    faden: "names “{{nummer}}”",
    dateien: "Files: {{namen}}",
    vorgangsnummer: "Case number",
    zuordnen: "Assign",
    grund: "Reason, if it belongs to no case",
    verwerfen: "Discard",
  },
};
