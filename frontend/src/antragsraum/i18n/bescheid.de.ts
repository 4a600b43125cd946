/** The decision, for whom it is. */
export const bescheidDe = {
  bescheid: {
    vorherTitel: "Bevor Sie den Bescheid öffnen",
    vorherMassgeblich:
      "Wenn Sie den Bescheid öffnen, speichert Ihr Gerät ihn als PDF-Datei. Wir halten fest, wann er vollständig bei Ihnen angekommen ist. Am Tag danach gilt er als bekannt gegeben. Dann beginnt die Frist, in der Sie sich gegen die Entscheidung wehren können.",
    vorherRuhe:
      "Sie müssen nicht sofort alles verstehen. Sie können den Bescheid jederzeit wieder öffnen und speichern.",
    vorherFrist: "Öffnen Sie ihn nicht innerhalb von 10 Tagen, bekommen Sie ihn auf einem anderen Weg.",
    vorherFristBis: "Sie können ihn hier bis {{tag}} öffnen. Danach bekommen Sie ihn auf einem anderen Weg.",
    vorherKopie:
      "Das hier ist eine Kopie. Der Bescheid selbst kommt mit der Post, und nur der Brief zählt. Das Öffnen der Kopie startet keine Frist. Wir speichern, wann Sie sie zum ersten Mal öffnen.",
    vorherKopieVertreten:
      "Das hier ist eine Kopie. Der Bescheid selbst geht mit der Post an die Person, die Sie vertritt, und nur dieser Brief zählt. Das Öffnen der Kopie startet keine Frist. Wir speichern, wann Sie sie zum ersten Mal öffnen.",
    oeffnen: "Bescheid jetzt öffnen",
    angekommen: "Der Bescheid ist vollständig bei Ihnen angekommen.",
    oeffnenKopie: "Kopie öffnen",
    ergebnis: "Ergebnis",
    bewilligt: "Ihr Antrag wurde bewilligt.",
    bewilligt_AO: "Die Steuer oder Abgabe ist festgesetzt.",
    teilweise: "Ihr Antrag wurde zum Teil bewilligt.",
    teilweise_AO:
      "Die Steuer oder Abgabe ist festgesetzt. Was Sie sonst beantragt haben, ist ganz oder zum Teil abgelehnt.",
    abgelehnt: "Ihr Antrag wurde abgelehnt.",
    bald: "Mit Bescheid vom {{datum}} haben wir über diesen Bescheid neu entschieden. Bis der neue bekannt gegeben ist, gilt dieser.",
    spaeter: {
      ersetzen: "Dieser Bescheid gilt nicht mehr. Ihn ersetzt der Bescheid vom {{datum}}.",
      aendern: "Diesen Bescheid haben wir mit Bescheid vom {{datum}} geändert. Lesen Sie beide zusammen.",
      berichtigen: "Dieser Bescheid wurde am {{datum}} berichtigt. Lesen Sie beide zusammen.",
      zuruecknehmen: "Diesen Bescheid haben wir mit Bescheid vom {{datum}} ganz oder zum Teil zurückgenommen.",
      widerrufen: "Diesen Bescheid haben wir mit Bescheid vom {{datum}} ganz oder zum Teil widerrufen.",
      wiederaufgreifen: "Über diesen Bescheid haben wir am {{datum}} noch einmal entschieden.",
    },
    aendert: {
      ersetzen: "Er ersetzt unseren Bescheid vom {{datum}}.",
      aendern: "Er ändert unseren Bescheid vom {{datum}}.",
      berichtigen: "Er berichtigt unseren Bescheid vom {{datum}}.",
      zuruecknehmen: "Er nimmt unseren Bescheid vom {{datum}} ganz oder zum Teil zurück.",
      widerrufen: "Er widerruft unseren Bescheid vom {{datum}} ganz oder zum Teil.",
      wiederaufgreifen: "Er entscheidet über Ihren Antrag, das Verfahren wiederaufzugreifen (Bescheid vom {{datum}}).",
    },
    laden: "Bescheid als PDF speichern",
    ladenKopie: "Kopie als PDF speichern",
    anlagen: "Anlagen zum Bescheid",
    aufheben: "Speichern Sie die Datei und heben Sie sie gut auf.",
    kommt: "Die PDF-Datei wird gerade bereitgestellt. Bitte schauen Sie in einigen Minuten noch einmal hier nach.",
    kopie: "Kopie – der Brief mit der Post zählt",
    fristBrief:
      "Sie können sich bis {{tag}} gegen diesen Bescheid wehren. Kam der Brief erst später als üblich, sagen Sie es uns bitte: Dann kann ein anderer Tag gelten.",
    kopieText: "Alle Fristen beginnen erst mit dem Brief.",
    kopieVertreten: "Kopie – der Brief an die Person zählt, die Sie vertritt",
    berichtigt: "Wir haben den Tag berichtigt: Der Bescheid gilt am {{tag}} als bekannt gegeben.",
    fristTitel: "Wenn Sie nicht einverstanden sind",
    frist: "Sie können sich bis {{tag}} gegen diesen Bescheid wehren. Danach ist das meist nicht mehr möglich.",
    fristVorbei: "Die Frist, sich gegen diesen Bescheid zu wehren, ist am {{tag}} abgelaufen.",
    fristOffen:
      "Bis wann und wie Sie sich wehren können, sagt die Rechtsbehelfsbelehrung am Ende des Bescheids. Steht dort nichts dazu, fragen Sie uns bitte.",
    form: "Eine Nachricht hier reicht dafür nicht immer. Wie es richtig geht, steht am Ende des Bescheids unter „Rechtsbehelfsbelehrung“. Wenn Sie Fragen haben, rufen Sie uns an.",
  },
};
