import type { bescheidDe } from "./bescheid.de";

export const bescheidEn: typeof bescheidDe = {
  bescheid: {
    vorherTitel: "Before you open the decision",
    vorherMassgeblich:
      "When you open the decision, your device saves it as a PDF file. We record when all of it has reached you. It counts as announced the day after. Then the period starts in which you can object to the decision.",
    vorherRuhe:
      "You do not have to understand everything at once. You can open and save the decision again at any time.",
    vorherFrist: "If you do not open it within 10 days, you will receive it in another way.",
    vorherFristBis: "You can open it here until {{tag}}. After that you will receive it in another way.",
    vorherKopie:
      "This is a copy. The decision itself comes by post, and only the letter counts. Opening the copy does not start any deadline. We record when you open it for the first time.",
    vorherKopieVertreten:
      "This is a copy. The decision itself goes by post to the person who represents you, and only that letter counts. Opening the copy does not start any deadline. We record when you open it for the first time.",
    oeffnen: "Open the decision now",
    angekommen: "The decision has reached you completely.",
    oeffnenKopie: "Open the copy",
    ergebnis: "Result",
    bewilligt: "Your application has been granted.",
    bewilligt_AO: "The tax or due has been assessed.",
    teilweise: "Your application has been granted in part.",
    teilweise_AO: "The tax or due has been assessed. What else you applied for has been refused, in whole or in part.",
    abgelehnt: "Your application has been refused.",
    bald: "With the decision of {{datum}} we have decided anew on this one. Until the new one has been notified, this one counts.",
    spaeter: {
      ersetzen: "This decision does not count any more. The decision of {{datum}} takes its place.",
      aendern: "We have changed this decision with the decision of {{datum}}. Read both together.",
      berichtigen: "This decision was corrected on {{datum}}. Read both together.",
      zuruecknehmen: "We have withdrawn this decision, in whole or in part, with the decision of {{datum}}.",
      widerrufen: "We have revoked this decision, in whole or in part, with the decision of {{datum}}.",
      wiederaufgreifen: "We have decided on this once more on {{datum}}.",
    },
    aendert: {
      ersetzen: "It takes the place of our decision of {{datum}}.",
      aendern: "It changes our decision of {{datum}}.",
      berichtigen: "It corrects our decision of {{datum}}.",
      zuruecknehmen: "It withdraws our decision of {{datum}}, in whole or in part.",
      widerrufen: "It revokes our decision of {{datum}}, in whole or in part.",
      wiederaufgreifen: "It decides on your request to reopen the procedure (decision of {{datum}}).",
    },
    laden: "Save the decision as PDF",
    ladenKopie: "Save the copy as PDF",
    anlagen: "Enclosures of the decision",
    aufheben: "Save the file and keep it in a safe place.",
    kommt: "The PDF file is being prepared. Please look again in a few minutes.",
    kopie: "Copy – the letter by post is what counts",
    fristBrief:
      "You can object to this decision until {{tag}}. If the letter came later than usual, please tell us: another day may then count.",
    kopieText: "All deadlines start with the letter only.",
    kopieVertreten: "Copy – the letter to the person who represents you is what counts",
    berichtigt: "We have put the day right: the decision counts as announced on {{tag}}.",
    fristTitel: "If you do not agree",
    frist: "You can object to this decision until {{tag}}. After that it is usually no longer possible.",
    fristVorbei: "The period to object to this decision ended on {{tag}}.",
    fristOffen:
      "Until when and how you can object is explained at the end of the decision (“Rechtsbehelfsbelehrung”). If nothing is said about it there, please ask us.",
    form: "A message here is not always enough for that. The right way is explained at the end of the decision under “Rechtsbehelfsbelehrung”. If you have questions, please call us.",
  },
};
