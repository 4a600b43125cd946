/** Builders for tests: a complete object with what a test is about set by name. */
import type { Aufgabe, Vorgang, VorgangZeile } from "../api/types.ts";

export function aZeile(part: Partial<VorgangZeile> = {}): VorgangZeile {
  return {
    id: "00000000-0000-4000-8000-000000000001",
    vorgangsnummer: "2026-000412",
    aktenzeichen: "",
    status: "angenommen",
    verfahren: "aussengastronomie",
    verfahrenTitel: "Außengastronomie",
    antragsteller: "Café Leuchtturm GmbH",
    eingangAm: "2026-11-14T09:00:00Z",
    zustaendig: "sbrandt",
    zustaendigName: "Sabine Brandt",
    einheit: "32",
    einheitName: "Ordnungsamt",
    faelligAm: null,
    faelligGrund: "",
    faelligText: "",
    wartetAuf: "uns",
    neueAntwort: false,
    vorfall: false,
    letztesEreignis: "angenommen",
    letztesEreignisAm: "2026-11-15T09:00:00Z",
    version: 3,
    ...part,
  };
}

export function aVorgang(part: Partial<Vorgang> = {}): Vorgang {
  return {
    ...aZeile(),
    verfahrenStand: "1",
    recht: "VwVfG",
    titel: "Erlaubnis für Außengastronomie",
    antragstellerDaten: { art: "person", vertrauensniveau: 0, anrede: "Frau", vorname: "Maren", nachname: "Lüders" },
    formular: { schluessel: "S01" },
    leika: [],
    uebersicht: [],
    antragsdaten: [],
    hinweise: [],
    dubletten: [],
    vorfaelle: [],
    gebuehrVorschlag: null,
    zahlungVorschlag: {
      ...{ rechtsgrundlage: "Gebührensatzung", faelligAm: "2031-05-02", kassenzeichen: "2031-000001", einzug: false },
      ...{
        inhaber: "Stadt Lindenfurt, Stadtkasse",
        iban: "DE02 1203 0000 0000 2020 51",
        bic: "BYLADEM1001",
        positionen: [],
      },
    },
    tenorVorschlag: [],
    dokumente: [],
    nachrichten: [],
    aufgaben: [],
    wiedervorlagen: [],
    kommentare: [],
    bescheide: [],
    zeichnungen: [],
    sendungen: [],
    aktionen: [],
    warten: [],
    antwortMoeglich: true,
    einwilligung: false,
    postfachGrund: "no_mailbox",
    briefanschrift: { name: "Maren Lüders", strasse: "Hafengasse 4", plzOrt: "43210 Lindenfurt", land: "" },
    briefMangel: "",
    ...part,
  };
}

export function anAufgabe(part: Partial<Aufgabe> = {}): Aufgabe {
  return {
    ...{ id: "a", element: "pruefen", titel: "Prüfen", aktion: "", zustand: "offen", rolle: "", erledigbar: true },
    ...{ einheit: "32", einheitName: "", faelligAm: null, antwortNoetig: false, felder: [], werte: {}, angaben: [] },
    ...part,
  };
}
