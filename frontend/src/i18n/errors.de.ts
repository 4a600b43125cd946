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
  not_signed_in: "Noch nicht gesendet: Ihre Anmeldung ist abgelaufen.",
  login_expired: "Die Anmeldung wurde abgebrochen oder hat zu lange gedauert. Bitte beginnen Sie neu.",
  login_failed: "Die Anmeldung ist fehlgeschlagen. Bitte versuchen Sie es noch einmal.",
  login_not_configured: "Die Anmeldung ist hier noch nicht eingerichtet. Bitte wenden Sie sich an die IT.",
  login_unavailable:
    "Der Anmeldedienst ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.",
  logout_token_invalid: "Die Abmeldung durch den Anmeldedienst war nicht gültig.",
  no_role: "Sie haben keine Rolle in Kontor. Wenden Sie sich an die Administration.",
  right_missing: "Dazu fehlt Ihnen das Recht. Wenden Sie sich an Ihre Teamleitung oder die Administration.",
  only_contributing: "Ihre Einheit arbeitet diesem Vorgang nur zu. Entscheiden kann die zuständige Einheit.",
  level_too_low: "Dafür reicht das Vertrauensniveau der Anmeldung nicht.",
  login_too_old: "Dafür ist die Anmeldung zu lange her. Bitte neu anmelden.",
  too_many_requests: "Das waren zu viele Anfragen in kurzer Zeit. Bitte warten Sie eine Minute.",
  malformed_request:
    "Der Server hat die Anfrage nicht verstanden. Laden Sie die Seite neu; hilft das nicht, nennen Sie der Administration die Kennung.",
  method_not_allowed: "Der Server kennt diese Aktion nicht. Laden Sie die Seite neu, vielleicht ist sie veraltet.",
  already_closed: "Der Vorgang ist schon abgeschlossen.",
  already_withdrawn: "Der Antrag ist schon zurückgenommen.",
  already_decided: "Über den Antrag ist schon entschieden. Er kann nicht mehr zurückgenommen werden.",
  already_sent: "Das wurde schon gesendet. Es geht nichts doppelt hinaus.",
  vorgang_not_closed: "Dafür muss der Vorgang erst abgeschlossen sein.",
  aufgabe_done: "Die Aufgabe ist inzwischen erledigt. Prüfen Sie den Verlauf.",
  aufgabe_needs_act:
    "Diese Aufgabe erledigt sich durch die Handlung selbst, zum Beispiel durch das Senden der Nachforderung.",
  aufgabe_of_others: "Diese Aufgabe ist für eine andere Einheit oder Rolle.",
  bescheid_already_announced:
    "Dieser Bescheid ist schon bekannt gegeben. Das frühere Datum gilt; ein Brief danach ändert es nicht.",
  retrieval_expired:
    "Der Bescheid lässt sich im Antragsraum nicht mehr abrufen, weil die 10 Tage vorbei sind. Geben Sie ihn auf anderem Weg bekannt.",
  secrecy_unconfirmed:
    "Steuer- und Sozialdaten dürfen Dritte nur erfahren, wenn ein Gesetz oder die betroffene Person es erlaubt. Bestätigen Sie das zuerst.",
  other_way_unconfirmed:
    "Dieser Bescheid ist im Antragsraum zum Abruf bereitgestellt. Bestätigen Sie, dass er stattdessen mit der Post geht.",
  posting_day_unconfirmed:
    "An diesem Tag, einem Sonntag oder Feiertag, gibt niemand Post auf. Bestätigen Sie den Tag oder wählen Sie einen anderen.",
  bekanntgabe_day_needed:
    "Für diesen Brief ist keine geprüfte Regel hinterlegt. Nennen Sie den Tag der Bekanntgabe und den Grund.",
  consequence_unconfirmed: "Prüfen Sie, was daraus folgt, und bestätigen Sie es.",
  bekanntgabe_none: "Dieser Bescheid ist noch nicht bekannt gegeben. Es gibt noch nichts zu berichtigen.",
  bescheid_not_by_post: "Dieser Bescheid ging nicht mit der Post. Möglich ist nur, den Tag selbst festzustellen.",
  bekanntgabe_day_open: "Der Tag der Bekanntgabe steht noch nicht fest. Stellen Sie ihn zuerst fest.",
  left_out_unconfirmed:
    "Nicht alle Dateien können mitgehen, weil sie nicht auf Schadsoftware geprüft oder gesperrt sind. Bestätigen Sie das zuerst.",
  bescheid_not_announced:
    "Der Bescheid ist noch nicht bekannt gegeben. Abschließen können Sie, sobald seine Bekanntgabe feststeht.",
  bescheid_not_postable: "Zu diesem Bescheid gibt es keinen Brief, der zur Post gegeben werden könnte.",
  frist_not_changeable:
    "Mit dieser Frist geht das jetzt nicht: Die Antwort ist da, die Frist ist vorbei, oder jemand hat die Uhr schon angehalten.",
  bescheid_unconfirmed: "Bestätigen Sie zuerst, was an diesem Bescheid ungewöhnlich ist.",
  signature_required: "Diesen Bescheid muss eine zweite Person zeichnen. Legen Sie ihn zur Zeichnung vor.",
  zeichnung_open: "Ein Bescheid wartet schon auf seine Zeichnung. Lassen Sie ihn zeichnen, oder holen Sie ihn zurück.",
  zeichnung_done: "Darüber ist schon entschieden: Der Bescheid ist gezeichnet, zurückgegeben oder zurückgeholt.",
  author_cannot_sign: "Wer einen Bescheid vorlegt, kann ihn nicht selbst zeichnen. Das muss eine andere Person tun.",
  earlier_bescheid_stands:
    "In diesem Vorgang steht schon ein Bescheid. Sagen Sie, was mit ihm geschieht: ersetzen, berichtigen, ändern, zurücknehmen, widerrufen oder wiederaufgreifen.",
  act_unknown_to_law:
    "Das Verfahrensrecht dieses Vorgangs kennt das nicht, oder es ist hier nicht hinterlegt. Einen Bescheid über Steuern ändern Sie mit „Ändern“.",
  bescheid_gone: "Dieser Bescheid ist schon ersetzt oder aufgehoben. Damit geht nichts mehr.",
  bescheid_taken_away:
    "Diesen Brief nicht abschicken: Was darin steht, ist durch einen späteren Bescheid schon zurückgenommen, widerrufen oder aufgehoben.",
  earlier_not_announced:
    "Dieser Brief kann noch nicht hinaus: Der Bescheid, um den es darin geht, ist niemandem bekannt gegeben. Geben Sie zuerst jenen zur Post.",
  addressee_not_struck: "Streichen lässt sich nur, wessen Brief noch nicht zur Post gegeben ist.",
  addressee_struck: "Diese Person ist gestrichen. Sie bekommt keinen Brief.",
  bescheid_changes_only: "Dieser Bescheid ändert nur einen früheren. Ändern Sie den früheren.",
  bescheid_not_final:
    "Der Bescheid ist noch anfechtbar. Wiederaufgreifen lässt er sich erst, wenn die Frist für den Rechtsbehelf vorbei ist.",
  bescheid_under_way: "Ein Bescheid wird gerade erstellt. Warten Sie, bis er fertig ist, und prüfen Sie ihn.",
  dokument_in_quarantine:
    "Das Dokument ist noch nicht freigegeben oder gesperrt. Bitte versuchen Sie es gleich noch einmal.",
  file_infected: "Die Datei enthält Schadsoftware und bleibt gesperrt.",
  file_changed: "Die Datei wurde beim Übertragen verändert. Bitte senden Sie sie noch einmal.",
  body_too_large: "Das ist zu groß, um gesendet zu werden. Bitte verkleinern oder aufteilen.",
  upload_too_large: "Die Datei ist zu groß. Bitte verkleinern oder aufteilen.",
  too_many_files: "Das sind zu viele Dateien auf einmal. Bitte senden Sie sie in mehreren Schritten.",
  draft_stale: "Der Entwurf wurde in einem anderen Fenster geändert.",
  draft_too_large: "Der Entwurf ist zu lang, um gesichert zu werden. Bitte kürzen Sie ihn.",
  answer_empty: "Die Antwort ist leer.",
  reply_closed: "Auf diese Nachricht wird keine Antwort mehr angenommen.",
  punkt_not_submitted: "Diese Unterlage ist noch nicht eingereicht; zurückweisen lässt sich nur, was da ist.",
  punkt_accepted: "Diese Unterlage ist schon angenommen.",
  no_mailbox: "Die antragstellende Person hat weder Konto noch E-Mail. Schicken Sie einen Brief.",
  no_ausgang: "Es ist kein Ziel für die Ablage eingerichtet. Die Administration kann eines einrichten.",
  bescheid_other_way: "Der Bescheid geht inzwischen einen anderen Weg. In das Postfach wird er nicht mehr gesendet.",
  sendung_not_failed: "Diese Zustellung ist nicht fehlgeschlagen, es gibt nichts zu wiederholen.",
  unzustellbar: "Die Adresse nimmt keine Nachrichten an. Prüfen Sie die E-Mail-Adresse.",
  discard_requested: "Jemand hat das Verwerfen schon beantragt. Eine zweite Person kann es freigeben oder ablehnen.",
  discard_not_requested: "Das Verwerfen ist nicht beantragt oder wurde zurückgezogen. Laden Sie die Seite neu.",
  second_person_needed:
    "Das Verwerfen muss eine zweite Person freigeben. Wer es beantragt hat, kann es nur zurückziehen.",
  klaerfall_no_conflict: "Dieser Klärfall ist kein Konflikt zweier Lieferungen, es gibt nichts zu vergleichen.",
  zugang_inactive: "Der Zugang ist abgeschaltet.",
  secret_unreadable: "Ein Passwort des Zugangs lässt sich nicht entschlüsseln. Bitte am Zugang neu eingeben.",
  source_invalid: "Die Quelle des Zugangs ist nicht lesbar. Bitte am Zugang neu eintragen.",
  folder_unreadable: "Der Ordner des Zugangs ist nicht lesbar. Bitte Pfad und Rechte prüfen.",
  zugang_name_taken: "Diesen Namen hat schon ein anderer Zugang. Bitte wählen Sie einen anderen.",
  zugang_no_source: "Dieser Zugang holt nichts ab: Er ist abgeschaltet, oder es ist keine Quelle eingetragen.",
  no_sample: "Für diesen Adapter gibt es keine Testlieferung. Senden Sie eine aus dem Formularserver.",
  alarm_channel_missing:
    "Für Alarme ist kein Mailserver eingerichtet. Die IT kann SMTP_HOST einstellen oder einen Webhook eintragen.",
  certificate_wrong: "Das Client-Zertifikat ist nicht das des Zugangs.",
  address_malformed: "Die Adresse der Lieferung enthält ein Zeichen, das nicht gespeichert werden kann.",
  certificate_missing: "Dieser Zugang verlangt ein Client-Zertifikat.",
  klaerfall_done: "Der Klärfall ist schon erledigt.",
  eingang_processed_meanwhile: "Die Lieferung wurde inzwischen verarbeitet. Laden Sie die Seite neu.",
  processing_failed: "Die Lieferung ließ sich nicht verarbeiten. Sie ist sicher gespeichert.",
  processing_unavailable: "Die Verarbeitung ist gerade gestört und wird von selbst wiederholt.",
  adapter_missing: "Für diesen Zugang ist kein Adapter eingebaut. Die Administration muss den Zugang prüfen.",
  credentials_wrong: "Zugang oder Passwort stimmen nicht.",
  too_many_failures:
    "Zu viele Versuche mit falschen Zugangsdaten. Bitte Benutzername und Passwort prüfen und später erneut senden.",
  delivery_too_large: "Die Lieferung ist zu groß.",
  delivery_truncated: "Die Lieferung brach vor dem Ende ab.",
  kennung_taken: "Diese Kennung ist schon vergeben.",
  name_taken: "Dieser Name ist schon vergeben.",
  same_id_other_content:
    "Dieselbe Kennung kam schon mit anderem Inhalt. Klären Sie mit dem Formularserver, welche Lieferung gilt.",
  zuordnung_not_draft:
    "Diese Zuordnung ist kein Entwurf mehr und lässt sich nicht ändern. Legen Sie einen neuen Entwurf an.",
  zuordnung_draft_exists:
    "Zu diesem Formular gibt es einen Entwurf von jemand anderem. Verwerfen Sie ihn, bevor Sie die Datei importieren.",
  zuordnung_file_malformed: "Die Datei ist keine lesbare Zuordnung.",
  zuordnung_file_too_large: "Die Datei ist zu groß für eine Zuordnung.",
  activation_blocked: "Die Prüfung hat Fehler gefunden. Beheben Sie sie, dann lässt sich die Zuordnung aktivieren.",
  activation_unconfirmed:
    "Es gibt Warnungen, oder Muster ergeben etwas anderes als bisher. Sehen Sie es an und bestätigen Sie.",
  muster_unreadable: "Der Adapter dieses Zugangs kann die Datei nicht lesen.",
  muster_empty: "Die Datei ist leer.",
  muster_too_large: "Die Datei ist zu groß für ein Muster.",
  muster_without_form: "Die Lieferung nennt kein Formular. Ohne dessen Schlüssel lässt sich nichts zuordnen.",
  schema_changed: "Kontor wird gerade aktualisiert. Bitte versuchen Sie es gleich noch einmal.",
  schema_malformed: "Die Datei ist kein lesbares XDatenfelder-Schema.",
  schema_too_large: "Die Schemadatei ist zu groß.",
  no_poststelle: "Es ist keine Poststelle eingerichtet, die Unzugeordnetes annimmt.",
  frist_unreadable: "Eine Frist des Verfahrens ist nicht lesbar. Die Administration muss das Verfahren prüfen.",
  verfahren_unknown: "Dieses Verfahren gibt es nicht oder nicht mehr.",
  verfahren_unreadable:
    "Dieses Programm kann die Version des Verfahrens nicht lesen, nach der der Vorgang läuft. Die Administration muss das Programm aktualisieren.",
  standard_missing:
    "Es ist kein allgemeines Verfahren aktiv, das jeden Antrag annimmt. Die Administration muss eines aktivieren.",
  standard_needed: "Ohne diese Version nähme kein Verfahren mehr jeden Antrag an. Aktivieren Sie zuerst eine andere.",
  version_active: "Diese Version ist schon aktiv.",
  version_not_active: "Diese Version ist nicht aktiv.",
  version_not_checked: "Diese Version ist nicht in Ordnung und lässt sich nicht aktivieren. Die Befunde sagen, warum.",
  house_lacks:
    "Diesem Haus fehlt etwas, das die Version braucht. Lassen Sie es einrichten oder ändern Sie die Zeichnung; die Befunde der Version sagen, was.",
  addressee_unknown: "Wer benachrichtigt werden soll, ist hier nicht bekannt. Das Verfahren muss geändert werden.",
  addressee_without_access: "Wer benachrichtigt werden soll, sieht den Vorgang nicht. Geben Sie ihm dort eine Aufgabe.",
  no_mail: "Der Versand von E-Mail ist nicht eingerichtet. Die Administration kann ihn einrichten.",
  version_older: "An diesem Tag gilt schon eine Version mit höherer Nummer. Ziehen Sie die zuerst zurück.",
  version_in_use: "Nach dieser Version laufen oder liefen Vorgänge. Sie bleibt gespeichert.",
  form_claimed:
    "Ein anderes Verfahren nimmt dieselben Formulare an. Ziehen Sie jenes zurück, oder streichen Sie die Formulare in einem der beiden.",
  verfahren_file_malformed:
    "Die Datei ist kein Verfahren. Erwartet wird ein ZIP mit genau einem Verfahren als NAME/VERSION/process.bpmn.",
  verfahren_file_too_large: "Die Datei ist zu groß für ein Verfahren.",
  service_not_configured: "Dieser Dienst ist nicht eingerichtet. Die Administration kann ihn einrichten.",
  characters_not_printable: "Einige Zeichen kann der Brief nicht zeigen. Es ist noch nichts entschieden.",
  seal_not_ready:
    "Der Brief ließ sich nicht mit dem Siegel der Behörde versehen; deshalb ist nichts entschieden. Nennen Sie der Administration die Kennung.",
  letter_under_way:
    "Diese Nachricht ist schon als Brief unterwegs, oder der Brief wird gerade erstellt. Prüfen Sie, wo er steht.",
  letter_not_in_this_state: "Das geht mit diesem Brief jetzt nicht. Prüfen Sie, wo er steht.",
  letter_not_there: "Der Brief liegt nicht mehr im Postausgang: Jemand hat ihn schon eingetragen oder zurückgezogen.",
  letters_not_joined: "Die Briefe ließen sich nicht zu einer Datei verbinden. Drucken Sie sie einzeln.",
  print_too_large: "Zusammen sind das zu viele Seiten für eine Datei. Drucken Sie die Briefe in mehreren Teilen.",
  short_period_unconfirmed:
    "Die Antwortfrist endet kurz nach dem Brief oder davor. Verlängern Sie sie, oder bestätigen Sie, dass der Brief so hinausgeht.",
  rueckmeldung_settled: "Darum hat sich inzwischen jemand gekümmert. Laden Sie die Seite neu.",
  kanal_active: "Es ist schon ein anderer Kanal dieser Art eingeschaltet. Schalten Sie ihn zuerst aus.",
  letter_not_rendered: "Der Brief ließ sich nicht erstellen. Nennen Sie der Administration die Kennung.",
  xdomea_marshal: "Der Export ließ sich nicht erstellen. Nennen Sie der Administration die Kennung.",
  database_unavailable:
    "Die Datenbank ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.",
  storage_unavailable:
    "Der Dateispeicher ist gerade nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.",
  storage_full: "Der Dateispeicher ist voll. Bitte wenden Sie sich an die Administration.",
  storage_corrupts: "Der Dateispeicher hat eine Datei verfälscht. Bitte wenden Sie sich sofort an die Administration.",
  storage_settings: "Der Dateispeicher ist falsch eingerichtet.",
  blob_missing: "Die Datei fehlt im Dateispeicher. Bitte nennen Sie der Administration die Kennung.",
  blob_name: "Der Name der Datei im Speicher ist ungültig.",
  scanner_unavailable: "Der Virenscanner ist gerade nicht erreichbar. Die Prüfung wird von selbst wiederholt.",
  scanner_error: "Der Virenscanner konnte die Datei nicht prüfen. Die Prüfung wird von selbst wiederholt.",
  scan_size_limit: "Die Datei ist für den Virenscanner zu groß.",
  smtp_settings: "Der E-Mail-Versand ist falsch eingerichtet.",
  prozess_prozess: "Der Prozess kann diesen Schritt nicht ausführen. Nennen Sie der Administration die Kennung.",
  prozess_werte:
    "Die Angaben zur Aufgabe sind unvollständig oder passen nicht. Bitte prüfen Sie die markierten Felder.",
  prozess_vier_augen: "Diese Aufgabe muss eine andere Person erledigen (Vier-Augen-Prinzip).",
  prozess_sprung: "Dorthin kann der Prozess nicht springen. Wählen Sie ein anderes Ziel.",
  frist_of_request:
    "Diese Frist ist der antragstellenden Person gesetzt. Verlängern Sie sie bei der Nachricht, damit alle davon erfahren.",
  prozess_zweige: "Neben dieser Aufgabe läuft noch etwas. Geben Sie an, ob es beendet wird oder weiterläuft.",
  prozess_migration: "Der Vorgang lässt sich nicht auf die neue Fassung des Verfahrens umstellen.",
  prozess_ausdruck:
    "Eine Bedingung des Verfahrens ließ sich nicht auswerten. Die Administration muss das Verfahren prüfen.",
  prozess_kein_weg: "Der Prozess findet hier keinen Weg weiter. Springen Sie zu einer Aufgabe oder beenden Sie ihn.",
  prozess_schrittgrenze:
    "Der Prozess dreht sich im Kreis und wurde angehalten. Die Administration muss das Verfahren prüfen.",
  prozess_verklemmt:
    "Der Prozess wartet auf etwas, das nicht mehr kommen kann. Springen Sie zu einer Aufgabe oder beenden Sie ihn.",
  prozess_fehler: "Ein Schritt des Prozesses hat einen Fehler gemeldet, den niemand behandelt.",
  prozess_nicht_lauffaehig: "Dieses Verfahren kann nicht ausgeführt werden. Die Administration muss es prüfen.",
  prozess_xml: "Das Bild des Verfahrens ist nicht lesbar. Die Administration muss es prüfen.",
  prozess_grenze: "Das Verfahren ist zu groß. Die Administration muss es prüfen.",
  prozess_definition: "Das Verfahren ist fehlerhaft beschrieben. Die Administration muss es prüfen.",
  uebung_no_scenario:
    "Die Übung lässt sich nicht als Szenario speichern. Ein Szenario kennt nur die Feiertage des Landes, nicht die des Ortes.",
  prozess_szenario: "Ein Szenario des Verfahrens schlägt fehl. Die Administration muss es prüfen.",
};
