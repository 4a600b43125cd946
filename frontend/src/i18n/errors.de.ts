/** One sentence or two for every `reason` of the API: what happened and what to do. */
export const errorsDe = {
  // by code, where the reason has no sentence of its own
  invalid: "Die Eingaben sind so nicht möglich. Bitte prüfen Sie die markierten Felder.",
  not_found: "Das gibt es nicht oder nicht mehr, oder es liegt außerhalb Ihrer Zuständigkeit.",
  forbidden: "Dazu fehlt Ihnen das Recht. Wenden Sie sich an Ihre Teamleitung oder die Administration.",
  unauthenticated: "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.",
  conflict: "Das passt nicht zum jetzigen Stand. Laden Sie den Vorgang neu und prüfen Sie ihn.",
  stale: "Jemand hat den Vorgang inzwischen geändert. Prüfen Sie die Änderung und senden Sie dann noch einmal.",
  too_large: "Die Datei oder Eingabe ist zu groß. Bitte verkleinern oder aufteilen.",
  unavailable: "Ein Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.",
  internal: "Im Programm ist ein Fehler aufgetreten. Bitte nennen Sie der Administration die Kennung.",
  // by reason
  offline: "Der Server ist nicht erreichbar. Prüfen Sie die Netzverbindung und versuchen Sie es noch einmal.",
  invalid_fields: "Einige Angaben fehlen oder stimmen nicht. Bitte prüfen Sie die genannten Felder.",
  status_forbids: "Im jetzigen Status des Vorgangs geht das nicht. Prüfen Sie den Status oben im Vorgang.",
  vorgang_not_open: "Der Vorgang ist nicht mehr offen. Wenn noch etwas zu tun ist, eröffnen Sie ihn wieder.",
  assigned_to_other: "Der Vorgang ist jemand anderem zugewiesen. Übernehmen Sie ihn zuerst.",
  land_rules_unknown:
    "Für dieses Land sind die Regeln zur Bekanntgabe nicht hinterlegt. Die Administration muss sie einstellen.",
};
