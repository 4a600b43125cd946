import { aenderungEn } from "./aenderung.en.ts";
import { bescheidEn } from "./bescheid.en.ts";
import { briefEn } from "./brief.en.ts";
import type { Catalogue } from "./de.ts";
import { errorsEn } from "./errors.en.ts";
import { gruendeEn } from "./gruende.en.ts";
import { kanalEn } from "./kanal.en.ts";
import { leseprotokollEn } from "./leseprotokoll.en.ts";
import { nachrichtEn } from "./nachricht.en.ts";
import { navigationEn } from "./navigation.en.ts";
import { posteingangEn } from "./posteingang.en.ts";
import { schreibtischEn } from "./schreibtisch.en.ts";
import { uebungEn } from "./uebung.en.ts";
import { verfahrenEn } from "./verfahren.en.ts";
import { verlaufEn } from "./verlauf.en.ts";
import { vorgangEn } from "./vorgang.en.ts";
import { zeichnungEn } from "./zeichnung.en.ts";
import { zuordnungEn } from "./zuordnung.en.ts";
import { zustaendigkeitEn } from "./zustaendigkeit.en.ts";

export const en: Catalogue = {
  allgemein: {
    abbrechen: "Cancel",
    schliessen: "Close",
    speichern: "Save",
    entfernen: "Remove",
    erneut: "Try again",
    rueckgaengig: "Undo",
    bitteWaehlen: "Please choose",
    laedt: "Loading",
    ja: "Yes",
    nein: "No",
  },
  kopf: {
    einheiten: "{{count}} units",
    zumInhalt: "Skip to content",
    suche: "Search cases",
    sucheBeispiel: "Name, number, file reference, address, form value …",
    hilfe: "Show keyboard shortcuts",
    konto: "Account and settings: {{name}}",
    sprache: "Language",
    darstellung: "Appearance",
    thema: { system: "like the system", light: "light", dark: "dark" },
    kurztasten: "Single-key shortcuts",
    abmelden: "Sign out",
    ansichten: "Views",
    version: "Kontor {{version}} · {{commit}}",
    ohneCommit: "commit unknown",
    offline:
      "No connection to the server. You see the last state; what you write is kept. The connection restores itself.",
  },
  sitzung: {
    ruhe: "Your session ends at {{zeit}}, as you have not done anything for a while.",
    ganz: "Your session ends at {{zeit}}, as it will be twelve hours old. Sign in again in a window of its own; everything here stays as it is.",
    bleiben: "Stay signed in",
    abgelaufen: "Your session has ended",
    sicher: "What you have entered is still here, but it is not sent yet.",
    anmelden: "Sign in again (window of its own)",
    wieder: "You are signed in again. What is not sent yet can be sent now.",
    zurueckTitel: "You are signed in",
    zurueck: "You can close this window and go on where you were.",
  },
  rolle: {
    sachbearbeitung: "Caseworker",
    teamleitung: "Team lead",
    poststelle: "Mail room",
    administration: "Administration",
    revision: "Audit and data protection",
  },
  tasten: {
    titel: "Keyboard shortcuts",
    suche: "search",
    bewegen: "up and down the list, the reading pane follows",
    bewegen2: "next and previous case",
    oeffnen: "open the case",
    waehlen: "select the case for a bulk action",
    baustein: "in a text: insert a text module",
    schliessen: "close a window or menu; end the search",
    hilfe: "this overview",
    hinweis: "Single keys never act while you are typing.",
  },
  nichtGefunden: {
    titel: "This page does not exist",
    text: "The address is wrong or the case is outside your responsibility.",
    weg: "To the desk",
  },
  ...schreibtischEn,
  ...vorgangEn,
  ...leseprotokollEn,
  ...bescheidEn,
  ...briefEn,
  ...nachrichtEn,
  ...zeichnungEn,
  ...aenderungEn,
  ...verlaufEn,
  klaerfall: {
    auchErledigte: "also those done",
    leerTitel: "No clarifications",
    leerText: "All deliveries of the form servers have become cases.",
    grund: "Reason",
    zugang: "Intake",
    eingang: "Received",
    groesse: "Size",
    versuche: "Attempts",
    zustand: "State",
    offen: "open",
    erledigt: "done",
    kennung: "Identifier",
    konflikt: "Taken by",
    letzterVersuch: "Last attempt",
    sha256: "Checksum",
    erledigtTitel: "Done: the delivery has become a case.",
    zumVorgang: "To case {{nummer}}",
    wasTun: "What is to be done?",
    wasTunText:
      "The delivery is safely stored. Remove the cause – mostly intake, mapping or form version – and process it again.",
    wiederholen: "Process again",
    nochImmer: "The delivery was processed again and still needs clarification. The reason above is the newest.",
    rohdaten: "Raw data",
    rohdatenHinweis: "The first 64 kB; credentials and long file contents are masked.",
    rohdatenForm:
      "The structure of the first 64 kB. The values are hidden from you ([Wert]); those who may read cases see them.",
  },
  ...gruendeEn,
  ...navigationEn,
  ...kanalEn,
  ...zuordnungEn,
  ...zustaendigkeitEn,
  ...uebungEn,
  ...verfahrenEn,
  fehler: errorsEn,
  fehlerSicher: {
    form: "Your input is still there. Nothing was sent.",
    lesen: "Nothing was changed.",
    kennung: "Reference for questions:",
  },
  fehlerFeld: {
    too_short: "Please enter at least 6 months, or 0 for “never”.",
    ungueltig: "This is not valid.",
    required: "Please fill in this field.",
    length: "This is too short or too long.",
    unknown: "This value is not known.",
    unknown_field: "This is not asked for here.",
    field_twice: "This is given twice. Please leave one of them out.",
    before_start: "This day is before the beginning of the period.",
    text: "This holds a character that cannot be stored. Please delete it.",
    negative: "The amount must not be negative.",
    not_in_future: "The day must lie in the future.",
    represents_themselves: "Who represents and who is represented is the same person.",
    represented_missing: "Say whom the person represents that the letter goes to.",
    represents_somebody_else:
      "The letter is for the applicant: only they can be represented in it. Check the name. Name others as a further party once the decision is issued.",
    addressee_has_it: "This person gets the decision already.",
    represents_the_applicant:
      "Whoever represents the applicant gets the decision in their place. Choose “The person who represents the applicant” above.",
    represented_has_it: "The person represented gets the decision already. A second letter would have a second period.",
    their_representative_has_it:
      "Somebody who represents this person gets the decision already. A second letter would have a second period.",
    representative_by_post: "An authorised person gets the decision by post.",
    not_later: "The day must lie behind the one until now.",
    too_far: "The day is more than five years away. Please check the year.",
    zu_lang: "The text is too long. 10,000 characters are possible.",
    no_answer_expected: "Without an answer there is no deadline.",
    task_needs_answer:
      "The process waits for the answer to this task. Choose “answer required”, or write the message beside the process.",
    other_act: "This task is completed in another way. Open it under “Next step”.",
    unknown_level: "This trust level does not exist.",
    https_required: "The address must begin with https:// and must not contain credentials.",
    certificate_unreadable: "This is neither a certificate as PEM nor a PKCS#12 file as Base64.",
    certificate_key:
      "The RSA key of the certificate with at least 2048 bits is missing, or a password encrypts it, or the certificate has no name (CN).",
    certificate_password: "The password does not fit the certificate.",
    keys_unreadable:
      "A set of JWK (“keys”) with private RSA keys is needed: one to sign (sign), one or more to decrypt (unwrapKey).",
    certificate_expired: "The certificate has expired.",
    placeholder_open: "The text still holds an open placeholder.",
    reasons_required: "Reasons are needed here.",
    burden_without_reasons:
      "The ancillary provisions have no reasons. A decision can do without only as far as it follows the application.",
    tenor_required: "The letter does not say yet what is decided.",
    refused_part_required: "What complies in part only also says what is refused.",
    ground_required: "Choose the ground of the law on which the change rests.",
    knowledge_before_bescheid:
      "The day lies before the earlier decision. The year begins with it at the earliest, and new facts came later.",
    reason_known_before:
      "The reason was known before the earlier decision. It counts only if it could not be put forward then without gross fault.",
    no_effect_day_here: "For this change the law names no day from which it takes effect. Leave it out.",
    knowledge_day_required: "Say since when the facts have been known.",
    request_day_required: "Say when reopening was asked for.",
    request_day_wrong:
      "The request can be neither in the future, nor before the earlier decision, nor before the day since which the ground is known.",
    three_months_over:
      "The request came more than three months after the ground was known. As a rule it is inadmissible.",
    year_over: "The facts have been known for more than a year. As a rule this is not allowed any more.",
    no_reservation: "The decision reserves no revocation. Then a provision has to allow it.",
    no_obligation: "The decision contains no obligation.",
    year_ends:
      "The year since the facts were known ends soon. The decision has to be notified by then, not only issued.",
    only_for_the_future:
      "With this ground it works from its notification only. Leave the day empty, or choose one on which the decision has certainly been notified.",
    only_the_burden:
      "With this ground only what burdens the person is taken away. Choose “in part”, or choose another ground.",
    effect_before_bescheid: "The day from which it works lies before the earlier decision.",
    effect_far_ahead: "The day from which it works lies more than two years ahead.",
    effect_not_in_sentence: "The day from which it works is not in the operative sentence.",
    request_before_final:
      "The request came while the decision could still be contested. It may be a remedy against it.",
    not_with_correction: "A correction only puts words right; for anything else there are the other changes.",
    no_ground_here: "For this decision the law asks for no ground. Choose the change once more.",
    agreement_late:
      "The period for an objection is over. In favour of the person their agreement counts only if it came before.",
    maybe_tax_assessment:
      "Tax assessments are not withdrawn or revoked but changed by §§ 172 to 177 AO. Exemptions and refusals of an assessment are assessments, too.",
    assessment_period_unknown:
      "Kontor does not compute the period for assessments. Once it is over nothing can be changed or corrected any more.",
    two_years_over:
      "It was notified more than two years ago. As a rule, what goes on cannot be withdrawn any more then.",
    ten_years_over:
      "It was notified more than ten years ago. As a rule, what goes on cannot be withdrawn any more then.",
    says_what_counts:
      "Whoever lifts a withdrawal or revocation says what counts again. Choose “Something else counts instead”.",
    as_before: "A correction does not change the outcome.",
    hearing_or_reason_required: "Say when the person could comment, or why that was not needed.",
    remedy_unproven: "No rule confirms the notice of this procedure. The period for remedies is therefore one year.",
    remedy_none:
      "The procedure names no remedy. There always is one against a decision; without a notice the period is one year.",
    fee_basis_required: "Name the legal basis of the amount.",
    due_in_past: "The day until which to pay lies in the past.",
    earlier_fee_unsaid:
      "The earlier decision set a fee. The new one does not say whether it stays, falls away or is refunded.",
    due_far_ahead: "The payment is due more than two years ahead. Please check the year.",
    fee_very_high: "The amount is more than a million euros. Please check the digits.",
    due_before_announcement: "The payment may be due before the decision has arrived.",
    debit_without_mandate: "The application holds no mandate for direct debit. Do you have one?",
    account_missing:
      "No account is entered for your authority. The letter then only says that the treasury will tell how to pay.",
    account_invalid: "The IBAN of your authority is not valid. Please contact the administration.",
    fee_with_refusal:
      "You refuse and set an amount all the same. That is right only if the decision itself costs something.",
    postcode_or_country_missing:
      "The address does not begin with a German postcode. If it is abroad, enter the country.",
    hearing_not_in_case: "No message that the person could answer went out of the case on that day.",
    hearing_before_application: "This day is before the application.",
    fee_line_incomplete: "Each line of the amount needs a description, a quantity and a rate.",
    fee_line_too_precise: "A quantity has at most three decimals.",
    fee_lines_differ: "The lines do not add up to the amount.",
    only_with_fee: "Details of payment belong to an amount only.",
    addressee_missing: "It is not certain whom the decision is for. Enter an address.",
    address_missing: "The address for a letter is missing. Enter one.",
    proof_for_earlier_day:
      "This day lies before the one the rule gives. It counts only where service proves it; that a plain letter arrived earlier changes nothing (section 41 (2) VwVfG, section 122 (2) AO, section 37 (2) SGB X).",
    characters_not_printable: "The letter cannot show all characters:",
    address_missing_later: "No complete address is known. If the decision is not retrieved, it has to go by post.",
    address_abroad: "The address is abroad. In most cases you have to find the day of notification yourself.",
    period_running: "A period for an answer of the person is still running.",
    only_with_partial_grant: "This belongs to a decision that refuses in part only.",
    not_with_refusal: "Not possible with a refusal.",
    invalid: "This is not valid.",
    format: "This does not have the expected form.",
    empty: "The content is missing.",
    in_past: "The day must not be in the past.",
    already_there: "The case is there already.",
    not_responsible: "This person does not belong to the unit in charge.",
    channel_subject_length: "The subject is too long for the way this message takes.",
    channel_text_length: "The text is too long for the way this message takes.",
    channel_level: "The way this message takes does not know this level of assurance.",
    channel_no_reply: "Nobody can answer by the way this message takes.",
    channel_file_count: "The way this message takes does not allow that many files.",
    channel_files_size: "Together the files are too large for the way this message takes.",
    channel_file_size: "A file is too large for the way this message takes.",
    channel_file_type: "A file has a format that the way of this message does not take. As PDF it almost always goes.",
    not_attachable: "This file cannot be attached; it is blocked or not released yet.",
    not_between_letter_and_today: "The day must lie between the making of the letter and today.",
    not_between_bescheid_and_today: "The day must lie between the decision and today.",
    mailbox_excluded: "Not possible: the applicant has excluded decisions in the mailbox (§ 9(1) OZG).",
    mailbox_not_asked: "Not possible: the form did not ask whether decisions may go into the mailbox (§ 9(1) OZG).",
    mailbox_no_rule: "Not possible: no checked rule is known for this mailbox and the law of your state.",
    service_required: "Not possible: the law demands formal service.",
    channel_at_fault: "Not possible: the channel to this mailbox does not work at the moment.",
    no_kanal: "Not possible: no channel to this mailbox is switched on.",
    no_mailbox: "No mailbox belongs to this application.",
    no_consent:
      "The applicant has not consented to this, has no confirmed, valid e-mail address, or no rule is known for the law of your state.",
    not_with_this: "This does not belong to what you are putting right.",
    incomplete: "The address needs a name, a street and a town.",
    unchanged: "This is what stands there already.",
    in_future: "The day must not be in the future.",
    before_bescheid: "The day is before the decision, or before it was posted.",
    day_far_off: "The day is more than two months ahead. Please check.",
    computed_by_rule: "A rule gives this day. If the letter arrived later, enter that afterwards.",
    mail_address: "This is not a valid e-mail address.",
    password_without_tls: "A password may only be sent encrypted.",
    typ: "This is not of the expected kind, for example a number or date.",
    pflicht: "Please fill in this field.",
    option: "Please choose one of the options.",
    unbekannt: "This field does not exist in the task.",
  },
  ...posteingangEn,
};
