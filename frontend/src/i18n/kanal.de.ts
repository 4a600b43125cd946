/** Texts of the channels to mailboxes, and of what came back by them. */
export const kanalDe = {
  kanaele: {
    titel: "Kanäle zu Postfächern",
    hinweis:
      "Nachrichten gehen in das Postfach des Nutzerkontos, aus dem der Antrag kam, wenn hier ein Kanal dorthin eingeschaltet ist. Sonst liegen sie im Antragsraum. Bescheide liegen immer im Antragsraum oder gehen mit der Post.",
    anlegen: "Kanal anlegen",
    leerTitel: "Noch kein Kanal",
    leerText: "Alle Nachrichten liegen im Antragsraum.",
    art: "Wohin er führt",
    name: "Name",
    aktiv: "Eingeschaltet",
    an: "eingeschaltet",
    aus: "ausgeschaltet",
    gestoert: "Über diesen Kanal geht zurzeit nichts",
    seit: "seit {{zeit}}",
    speichern: "Speichern",
    pruefen: "Verbindung prüfen",
    geht: "Die Anmeldung hat geklappt. Gesendet wurde nichts.",
  },
  rueckmeldung: {
    titel_one: "Eine Nachricht aus einem Postfach gehört zu keinem Vorgang",
    titel_other: "{{count}} Nachrichten aus Postfächern gehören zu keinem Vorgang",
    ohneBetreff: "Ohne Betreff",
    geholt: "abgeholt {{zeit}}",
    gesendet: "gesendet {{zeit}}",
    faden: "nennt „{{nummer}}“",
    dateien: "Dateien: {{namen}}",
    vorgangsnummer: "Vorgangsnummer",
    zuordnen: "Zuordnen",
    grund: "Grund, wenn sie zu keinem Vorgang gehört",
    verwerfen: "Verwerfen",
  },
};
