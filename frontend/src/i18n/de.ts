import { aenderungDe } from "./aenderung.de.ts";
import { bescheidDe } from "./bescheid.de.ts";
import { briefDe } from "./brief.de.ts";
import { errorsDe } from "./errors.de.ts";
import { gruendeDe } from "./gruende.de.ts";
import { kanalDe } from "./kanal.de.ts";
import { leseprotokollDe } from "./leseprotokoll.de.ts";
import { nachrichtDe } from "./nachricht.de.ts";
import { navigationDe } from "./navigation.de.ts";
import { posteingangDe } from "./posteingang.de.ts";
import { schreibtischDe } from "./schreibtisch.de.ts";
import { uebungDe } from "./uebung.de.ts";
import { verfahrenDe } from "./verfahren.de.ts";
import { verlaufDe } from "./verlauf.de.ts";
import { vorgangDe } from "./vorgang.de.ts";
import { zeichnungDe } from "./zeichnung.de.ts";
import { zuordnungDe } from "./zuordnung.de.ts";
import { zustaendigkeitDe } from "./zustaendigkeit.de.ts";

export const de = {
  allgemein: {
    abbrechen: "Abbrechen",
    schliessen: "Schließen",
    speichern: "Speichern",
    entfernen: "Entfernen",
    erneut: "Noch einmal versuchen",
    rueckgaengig: "Rückgängig",
    bitteWaehlen: "Bitte wählen",
    laedt: "Wird geladen",
    ja: "Ja",
    nein: "Nein",
  },
  kopf: {
    einheiten: "{{count}} Einheiten",
    zumInhalt: "Zum Inhalt springen",
    suche: "Vorgänge suchen",
    sucheBeispiel: "Name, Nummer, Aktenzeichen, Anschrift, Formularwert …",
    hilfe: "Tastenkürzel anzeigen",
    konto: "Konto und Einstellungen: {{name}}",
    sprache: "Sprache",
    darstellung: "Darstellung",
    thema: { system: "wie das System", light: "hell", dark: "dunkel" },
    kurztasten: "Tastenkürzel mit einzelnen Zeichen",
    abmelden: "Abmelden",
    ansichten: "Ansichten",
    version: "Kontor {{version}} · {{commit}}",
    ohneCommit: "Commit unbekannt",
    offline:
      "Keine Verbindung zum Server. Sie sehen den letzten Stand; was Sie schreiben, bleibt erhalten. Die Verbindung wird von selbst wiederhergestellt.",
  },
  sitzung: {
    ruhe: "Ihre Anmeldung endet um {{zeit}} Uhr, weil Sie länger nichts getan haben.",
    ganz: "Ihre Anmeldung endet um {{zeit}} Uhr, weil sie dann zwölf Stunden alt ist. Melden Sie sich in einem eigenen Fenster neu an; hier bleibt alles, wie es ist.",
    bleiben: "Angemeldet bleiben",
    abgelaufen: "Ihre Anmeldung ist abgelaufen",
    sicher: "Was Sie eingegeben haben, steht noch hier, ist aber noch nicht gesendet.",
    anmelden: "Neu anmelden (eigenes Fenster)",
    wieder: "Sie sind wieder angemeldet. Was noch nicht gesendet ist, können Sie jetzt senden.",
    zurueckTitel: "Sie sind angemeldet",
    zurueck: "Sie können dieses Fenster schließen und dort weiterarbeiten, wo Sie waren.",
  },
  rolle: {
    sachbearbeitung: "Sachbearbeitung",
    teamleitung: "Teamleitung",
    poststelle: "Poststelle",
    administration: "Administration",
    revision: "Revision und Datenschutz",
  },
  tasten: {
    titel: "Tastenkürzel",
    suche: "Suche",
    bewegen: "in der Liste auf und ab, der Lesebereich folgt",
    bewegen2: "nächster und voriger Vorgang",
    oeffnen: "Vorgang öffnen",
    waehlen: "Vorgang für eine Sammelaktion auswählen",
    baustein: "im Text: Textbaustein einfügen",
    schliessen: "Fenster oder Menü schließen; Suche beenden",
    hilfe: "diese Übersicht",
    hinweis: "Einzelne Zeichen wirken nie, während Sie schreiben.",
  },
  nichtGefunden: {
    titel: "Diese Seite gibt es nicht",
    text: "Die Adresse stimmt nicht oder der Vorgang liegt außerhalb Ihrer Zuständigkeit.",
    weg: "Zum Schreibtisch",
  },
  ...schreibtischDe,
  ...vorgangDe,
  ...leseprotokollDe,
  ...bescheidDe,
  ...briefDe,
  ...nachrichtDe,
  ...zeichnungDe,
  ...aenderungDe,
  ...verlaufDe,
  klaerfall: {
    auchErledigte: "auch erledigte",
    leerTitel: "Keine Klärfälle",
    leerText: "Alle Lieferungen der Formularserver sind zu Vorgängen geworden.",
    grund: "Grund",
    zugang: "Zugang",
    eingang: "Eingang",
    groesse: "Größe",
    versuche: "Versuche",
    zustand: "Stand",
    offen: "offen",
    erledigt: "erledigt",
    kennung: "Kennung",
    konflikt: "Belegt durch",
    letzterVersuch: "Letzter Versuch",
    sha256: "Prüfsumme",
    erledigtTitel: "Erledigt: Aus der Lieferung ist ein Vorgang geworden.",
    zumVorgang: "Zum Vorgang {{nummer}}",
    wasTun: "Was ist zu tun?",
    wasTunText:
      "Die Lieferung ist sicher gespeichert. Beheben Sie die Ursache – meist Zugang, Zuordnung oder Formularversion – und verarbeiten Sie sie dann erneut.",
    wiederholen: "Erneut verarbeiten",
    nochImmer: "Die Lieferung wurde erneut verarbeitet und ist weiterhin ein Klärfall. Der Grund oben ist der neueste.",
    rohdaten: "Rohdaten",
    rohdatenHinweis: "Die ersten 64 kB; Zugangsdaten und lange Dateiinhalte sind verdeckt.",
    rohdatenForm:
      "Der Aufbau der ersten 64 kB. Die Werte sind für Sie verdeckt ([Wert]); wer Vorgänge lesen darf, sieht sie.",
  },
  ...gruendeDe,
  ...navigationDe,
  ...kanalDe,
  ...zuordnungDe,
  ...zustaendigkeitDe,
  ...uebungDe,
  ...verfahrenDe,
  fehler: errorsDe,
  fehlerSicher: {
    form: "Ihre Eingaben sind noch da. Es wurde nichts gesendet.",
    lesen: "Es wurde nichts verändert.",
    kennung: "Kennung für Rückfragen:",
  },
  fehlerFeld: {
    too_short: "Bitte geben Sie mindestens 6 Monate an, oder 0 für „nie“.",
    ungueltig: "Diese Angabe ist nicht gültig.",
    required: "Bitte füllen Sie dieses Feld aus.",
    length: "Die Angabe ist zu kurz oder zu lang.",
    unknown: "Dieser Wert ist nicht bekannt.",
    unknown_field: "Diese Angabe gibt es hier nicht.",
    field_twice: "Diese Angabe steht doppelt da. Bitte lassen Sie eine davon weg.",
    before_start: "Dieser Tag liegt vor dem Beginn des Zeitraums.",
    text: "Darin steht ein Zeichen, das nicht gespeichert werden kann. Bitte löschen Sie es.",
    negative: "Der Betrag darf nicht negativ sein.",
    not_in_future: "Der Tag muss in der Zukunft liegen.",
    represents_themselves: "Wer vertritt und wer vertreten wird, ist dieselbe Person.",
    represented_missing: "Sagen Sie, wen die Person vertritt, an die der Brief geht.",
    represents_somebody_else:
      "Der Brief gilt der antragstellenden Person: Nur sie kann darin vertreten sein. Prüfen Sie den Namen. Andere nennen Sie nach dem Erteilen als weitere beteiligte Person.",
    addressee_has_it: "Diese Person bekommt den Bescheid schon.",
    represents_the_applicant:
      "Wer die antragstellende Person vertritt, bekommt den Bescheid an ihrer Stelle. Wählen Sie oben „Die Person, die die antragstellende Person vertritt“.",
    represented_has_it:
      "Wen diese Person vertritt, bekommt den Bescheid schon selbst. Ein zweiter Brief hätte eine zweite Frist.",
    their_representative_has_it:
      "Für diese Person bekommt schon jemand den Bescheid, der sie vertritt. Ein zweiter Brief hätte eine zweite Frist.",
    representative_by_post: "Eine bevollmächtigte Person bekommt den Bescheid mit der Post.",
    not_later: "Der Tag muss nach dem bisherigen liegen.",
    too_far: "Der Tag liegt mehr als fünf Jahre in der Zukunft. Bitte das Jahr prüfen.",
    zu_lang: "Der Text ist zu lang. Möglich sind 10.000 Zeichen.",
    no_answer_expected: "Ohne Antwort gibt es keine Frist.",
    task_needs_answer:
      "Der Prozess wartet auf die Antwort zu dieser Aufgabe. Wählen Sie „Antwort erforderlich“, oder schreiben Sie die Nachricht neben dem Prozess.",
    other_act: "Diese Aufgabe wird auf andere Weise erledigt. Öffnen Sie sie unter „Nächster Schritt“.",
    unknown_level: "Dieses Vertrauensniveau gibt es nicht.",
    https_required: "Die Adresse muss mit https:// beginnen und darf keine Zugangsdaten enthalten.",
    certificate_unreadable: "Das ist weder ein Zertifikat als PEM noch eine PKCS#12-Datei als Base64.",
    certificate_key:
      "Zum Zertifikat fehlt der passende RSA-Schlüssel mit mindestens 2048 Bit, oder er ist mit einem Passwort verschlüsselt, oder das Zertifikat nennt keinen Namen (CN).",
    certificate_password: "Das Passwort passt nicht zum Zertifikat.",
    keys_unreadable:
      "Gebraucht wird ein JWK-Satz („keys“) mit privaten RSA-Schlüsseln: einer zum Unterschreiben (sign), mindestens einer zum Entschlüsseln (unwrapKey).",
    certificate_expired: "Das Zertifikat ist abgelaufen.",
    placeholder_open: "Im Text steht noch ein offener Platzhalter.",
    reasons_required: "Hier ist eine Begründung nötig.",
    burden_without_reasons:
      "Die Nebenbestimmungen sind nicht begründet. Keine Begründung braucht ein Bescheid nur, soweit er dem Antrag folgt.",
    tenor_required: "Der Bescheid sagt noch nicht, was entschieden wird.",
    refused_part_required: "Wer nur zum Teil entspricht, sagt auch, was abgelehnt wird.",
    ground_required: "Wählen Sie den Grund, auf den das Gesetz die Änderung stützt.",
    knowledge_before_bescheid:
      "Der Tag liegt vor dem früheren Bescheid. Das Jahr beginnt frühestens mit ihm, und neue Tatsachen sind später eingetreten.",
    reason_known_before:
      "Der Grund war schon vor dem früheren Bescheid bekannt. Dann zählt er nur, wenn er ohne grobes Verschulden nicht vorgebracht wurde.",
    no_effect_day_here: "Für diese Änderung nennt das Gesetz keinen Tag, ab dem sie wirkt. Lassen Sie ihn weg.",
    knowledge_day_required: "Sagen Sie, seit wann die Tatsachen bekannt sind.",
    request_day_required: "Sagen Sie, wann das Wiederaufgreifen beantragt wurde.",
    request_day_wrong:
      "Der Antrag kann nicht in der Zukunft liegen, nicht vor dem früheren Bescheid und nicht vor dem Tag, seit dem der Grund bekannt ist.",
    three_months_over:
      "Der Antrag kam mehr als drei Monate, nachdem der Grund bekannt war. Er ist dann in der Regel unzulässig.",
    year_over: "Die Tatsachen sind seit mehr als einem Jahr bekannt. Dann ist das in der Regel nicht mehr zulässig.",
    no_reservation: "Der Bescheid enthält keinen Widerrufsvorbehalt. Dann muss ihn eine Rechtsvorschrift zulassen.",
    no_obligation: "Der Bescheid enthält keine Auflage.",
    year_ends:
      "Das Jahr seit Kenntnis der Tatsachen endet bald. Der Bescheid muss bis dahin bekannt gegeben sein, nicht nur erteilt.",
    only_for_the_future:
      "Mit diesem Grund wirkt es erst ab der Bekanntgabe. Lassen Sie den Tag leer, oder wählen Sie einen, an dem der Bescheid sicher bekannt gegeben ist.",
    only_the_burden:
      "Mit diesem Grund fällt nur weg, was die Person belastet. Wählen Sie „zum Teil“, oder wählen Sie einen anderen Grund.",
    effect_before_bescheid: "Der Tag, ab dem es wirkt, liegt vor dem früheren Bescheid.",
    effect_far_ahead: "Der Tag, ab dem es wirkt, liegt mehr als zwei Jahre voraus.",
    effect_not_in_sentence: "Der Tag, ab dem es wirkt, steht nicht im Entscheidungssatz.",
    request_before_final:
      "Der Antrag kam, als der Bescheid noch angefochten werden konnte. Vielleicht ist er ein Widerspruch oder Einspruch.",
    not_with_correction: "Eine Berichtigung setzt nur Worte richtig; dafür gibt es die anderen Änderungen.",
    no_ground_here: "Für diesen Bescheid verlangt das Gesetz keinen Grund. Wählen Sie die Änderung noch einmal aus.",
    agreement_late:
      "Die Einspruchsfrist ist vorbei. Zugunsten der Person zählt die Zustimmung dann nur, wenn sie vorher kam.",
    maybe_tax_assessment:
      "Steuerbescheide werden nicht zurückgenommen oder widerrufen, sondern nach §§ 172 bis 177 AO geändert. Auch die Freistellung und die Ablehnung einer Festsetzung sind Steuerbescheide.",
    assessment_period_unknown:
      "Kontor berechnet die Festsetzungsfrist nicht. Ist sie abgelaufen, lässt sich nichts mehr ändern und nichts mehr berichtigen.",
    two_years_over:
      "Die Bekanntgabe liegt mehr als zwei Jahre zurück. Bei Dauerwirkung ist die Rücknahme dann in der Regel nicht mehr zulässig.",
    ten_years_over:
      "Die Bekanntgabe liegt mehr als zehn Jahre zurück. Bei Dauerwirkung ist die Rücknahme dann in der Regel nicht mehr zulässig.",
    says_what_counts:
      "Wer eine Rücknahme oder einen Widerruf aufhebt, sagt, was wieder gilt. Wählen Sie „Etwas anderes gilt stattdessen“.",
    as_before: "Eine Berichtigung ändert das Ergebnis nicht.",
    hearing_or_reason_required: "Sagen Sie, wann sich die Person äußern konnte, oder warum das nicht nötig war.",
    remedy_unproven:
      "Die Belehrung dieses Verfahrens bestätigt keine Regel. Die Frist für Rechtsbehelfe beträgt damit ein Jahr.",
    remedy_none:
      "Das Verfahren nennt keinen Rechtsbehelf. Gegen einen Bescheid gibt es immer einen; ohne Belehrung beträgt die Frist ein Jahr.",
    fee_basis_required: "Nennen Sie die Rechtsgrundlage des Betrags.",
    due_in_past: "Der Tag, bis zu dem zu zahlen ist, liegt in der Vergangenheit.",
    earlier_fee_unsaid:
      "Der frühere Bescheid hat eine Gebühr festgesetzt. Der neue sagt nicht, ob sie bleibt, entfällt oder erstattet wird.",
    due_far_ahead: "Die Zahlung ist erst in mehr als zwei Jahren fällig. Bitte das Jahr prüfen.",
    fee_very_high: "Der Betrag liegt über einer Million Euro. Bitte die Stellen prüfen.",
    due_before_announcement: "Die Zahlung kann fällig werden, bevor der Bescheid angekommen ist.",
    debit_without_mandate: "Im Antrag steht kein Mandat für eine Lastschrift. Liegt Ihnen eines vor?",
    account_missing:
      "Für Ihre Behörde ist kein Konto hinterlegt. Der Brief sagt dann nur, dass die Kasse den Weg der Zahlung gesondert mitteilt.",
    account_invalid: "Die IBAN Ihrer Behörde ist nicht gültig. Bitte wenden Sie sich an die Administration.",
    fee_with_refusal:
      "Sie lehnen ab und setzen trotzdem einen Betrag fest. Das ist nur richtig, wenn die Entscheidung selbst etwas kostet.",
    postcode_or_country_missing:
      "Die Anschrift beginnt nicht mit einer deutschen Postleitzahl. Liegt sie im Ausland, tragen Sie das Land ein.",
    hearing_not_in_case:
      "An diesem Tag ist aus dem Vorgang keine Nachricht hinausgegangen, auf die die Person antworten konnte.",
    hearing_before_application: "Dieser Tag liegt vor dem Antrag.",
    fee_line_incomplete: "Jede Zeile des Betrags braucht Bezeichnung, Menge und Satz.",
    fee_line_too_precise: "Eine Menge hat höchstens drei Stellen nach dem Komma.",
    fee_lines_differ: "Die Zeilen ergeben zusammen nicht den Betrag.",
    only_with_fee: "Angaben zur Zahlung gehören nur zu einem Betrag.",
    addressee_missing: "Es steht nicht fest, für wen der Bescheid ist. Tragen Sie eine Anschrift ein.",
    address_missing: "Für einen Brief fehlt die Anschrift. Tragen Sie eine ein.",
    proof_for_earlier_day:
      "Dieser Tag liegt vor dem, den die Regel ergibt. Er gilt nur, wenn eine Zustellung ihn nachweist; dass ein einfacher Brief früher ankam, ändert nichts (§ 41 Abs. 2 VwVfG, § 122 Abs. 2 AO, § 37 Abs. 2 SGB X).",
    characters_not_printable: "Der Brief kann nicht alle Zeichen zeigen:",
    address_missing_later:
      "Es ist keine vollständige Anschrift bekannt. Wird der Bescheid nicht abgerufen, muss er mit der Post gehen.",
    address_abroad: "Die Anschrift liegt im Ausland. Den Tag der Bekanntgabe müssen Sie dann meist selbst feststellen.",
    period_running: "Eine Frist für eine Antwort der Person läuft noch.",
    only_with_partial_grant: "Das gehört nur zu einer Entscheidung, die zum Teil ablehnt.",
    not_with_refusal: "Bei einer Ablehnung nicht möglich.",
    invalid: "Diese Angabe ist nicht gültig.",
    format: "Die Angabe hat nicht die erwartete Form.",
    empty: "Hier fehlt der Inhalt.",
    in_past: "Der Tag darf nicht in der Vergangenheit liegen.",
    already_there: "Der Vorgang liegt schon dort.",
    not_responsible: "Diese Person gehört nicht zur zuständigen Einheit.",
    channel_subject_length: "Für den Weg, den diese Nachricht nimmt, ist der Betreff zu lang.",
    channel_text_length: "Für den Weg, den diese Nachricht nimmt, ist der Text zu lang.",
    channel_level: "Der Weg, den diese Nachricht nimmt, kennt dieses Vertrauensniveau nicht.",
    channel_no_reply: "Auf dem Weg, den diese Nachricht nimmt, kann niemand antworten.",
    channel_file_count: "Der Weg, den diese Nachricht nimmt, erlaubt nicht so viele Dateien.",
    channel_files_size: "Die Dateien sind zusammen zu groß für den Weg, den diese Nachricht nimmt.",
    channel_file_size: "Eine Datei ist zu groß für den Weg, den diese Nachricht nimmt.",
    channel_file_type:
      "Eine Datei hat ein Format, das der Weg dieser Nachricht nicht annimmt. Als PDF geht es fast immer.",
    not_attachable: "Diese Datei lässt sich nicht anhängen; sie ist gesperrt oder noch nicht freigegeben.",
    not_between_letter_and_today: "Der Tag muss zwischen dem Erstellen des Briefs und heute liegen.",
    not_between_bescheid_and_today: "Der Tag muss zwischen dem Bescheid und heute liegen.",
    mailbox_excluded:
      "Nicht möglich: Die antragstellende Person hat Bescheide im Postfach ausgeschlossen (§ 9 Abs. 1 OZG).",
    mailbox_not_asked:
      "Nicht möglich: Das Formular hat nicht gefragt, ob Bescheide ins Postfach gehen dürfen (§ 9 Abs. 1 OZG).",
    mailbox_no_rule:
      "Nicht möglich: Für dieses Postfach und das Recht Ihres Landes ist keine geprüfte Regel hinterlegt.",
    service_required: "Nicht möglich: Das Gesetz verlangt die förmliche Zustellung.",
    channel_at_fault: "Nicht möglich: Der Kanal zu diesem Postfach arbeitet gerade nicht.",
    no_kanal: "Nicht möglich: Zu diesem Postfach ist kein Kanal eingeschaltet.",
    no_mailbox: "Zu diesem Antrag gehört kein Postfach.",
    no_consent:
      "Dafür fehlt die Einwilligung oder eine bestätigte, gültige E-Mail-Adresse der antragstellenden Person, oder für das Recht Ihres Landes ist keine Regel hinterlegt.",
    not_with_this: "Das gehört nicht zu dem, was Sie berichtigen.",
    incomplete: "Die Anschrift braucht Name, Straße und Ort.",
    unchanged: "Das ist schon so eingetragen.",
    in_future: "Der Tag darf nicht in der Zukunft liegen.",
    before_bescheid: "Der Tag liegt vor dem Bescheid oder vor der Aufgabe zur Post.",
    day_far_off: "Der Tag liegt mehr als zwei Monate in der Zukunft. Bitte prüfen.",
    computed_by_rule: "Diesen Tag berechnet eine Regel. Ist der Brief später zugegangen, tragen Sie das danach ein.",
    mail_address: "Das ist keine gültige E-Mail-Adresse.",
    password_without_tls: "Ein Passwort darf nur verschlüsselt übertragen werden.",
    typ: "Diese Angabe hat nicht die erwartete Art, zum Beispiel Zahl oder Datum.",
    pflicht: "Bitte füllen Sie dieses Feld aus.",
    option: "Bitte wählen Sie eine der Möglichkeiten.",
    unbekannt: "Dieses Feld gibt es in der Aufgabe nicht.",
  },
  ...posteingangDe,
};

/** The shape of a catalogue: the same keys, other words. */
export type Catalogue = { [Section in keyof typeof de]: Words<(typeof de)[Section]> };
type Words<T> = { [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };
