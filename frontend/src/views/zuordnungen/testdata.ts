import type { Inhalt, Muster, Probelauf, VerfahrenZeile, Zuordnung } from "../../api/zuordnung.ts";

export const ID = "00000000-0000-4000-8000-000000000010";
const MUSTER = "00000000-0000-4000-8000-000000000020";
const AM = "2026-11-20T10:00:00Z";

export const zuordnung: Zuordnung = {
  id: ID,
  zugang: ID,
  zugangName: "Ordnungsamt",
  adapter: "neutral",
  formular: "kiosk",
  version: "",
  nr: 1,
  zustand: "entwurf",
  stand: 1,
  inhalt: { formular: "kiosk", version: "", verfahren: "gastro" },
  struktur: [],
  schema: "",
  muster: [{ id: MUSTER, name: "kiosk.json", echt: false, am: AM, von: "Ina Tech" }],
  geaendertAm: AM,
  geaendertVon: "Ina Tech",
  aktiviertAm: null,
  aktiviertVon: "",
  aktiv: null,
};
const muster: Muster = {
  ...{ id: MUSTER, name: "kiosk.json", echt: false, am: AM, von: "Ina Tech", zugang: ID },
  ...{
    formular: "kiosk",
    version: "",
    titel: "Kiosk anmelden",
    struktur: [],
    antragsteller: { art: "", vertrauensniveau: 0 },
    dokumente: [],
    hinweise: [],
  },
  felder: [
    {
      name: "inhaber",
      typ: "gruppe",
      felder: [{ name: "firma", typ: "text", label: "Name des Betriebs", text: "Kiosk Ufer" }],
    },
    { name: "qm", typ: "zahl", label: "Größe", wert: "12" },
    { name: "ab", typ: "datum", label: "Ab wann", wert: "2027-05-01" },
  ],
};
const probelauf: Probelauf = {
  ...{
    verfahren: "gastro",
    verfahrenTitel: "Gastronomie",
    stand: "1",
    titel: "",
    einheit: "32",
    einheitName: "Ordnungsamt",
  },
  ...{
    zielweg: { art: "regel", regel: 2 },
    leika: [],
    antragstellerName: "Kiosk Ufer",
    antragsteller: { art: "organisation", vertrauensniveau: 0, firma: "Kiosk Ufer" },
  },
  ...{ felder: muster.felder, unterlagen: [], hinweise: [] },
  angaben: [{ name: "flaeche", label: "Fläche", pfad: "qm", wert: "12", zustand: "gelesen" }],
};

const gastro: VerfahrenZeile = {
  ...{ name: "gastro", stand: "1", titel: "Gastronomie", kurz: "Gastro", leika: [], einheit: "32", unterlagen: [] },
  daten: [
    { name: "flaeche", label: "Fläche", typ: "zahl" },
    { name: "beginn", label: "Beginn", typ: "datum" },
  ],
};
const ANSWERS: Record<string, unknown> = {
  "/verfahren": { verfahren: [gastro] },
  "/einheiten": { einheiten: [] },
  "/vorschlaege": {
    vorschlaege: [{ ziel: "antragsteller.firma", pfad: "inhaber.firma", grund: "name", sicher: true }],
  },
  "/probelauf": probelauf,
  "/vergleich": { gegenNr: null, gegenAm: null, unterschiede: [] },
};

/** A server with one draft: what it was sent, and whether somebody else was faster. */
export class FakeServer {
  saved: { stand: number; inhalt: Inhalt }[] = [];
  stale = false;
  draft = zuordnung;

  fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    if (request.method === "PUT") return this.save(await request.json());
    const key = Object.keys(ANSWERS).find((end) => path.endsWith(end));
    return Response.json(key ? ANSWERS[key] : path.includes("/muster/") ? muster : this.draft);
  };

  private save(body: { stand: number; inhalt: Inhalt }): Response {
    this.saved.push(body);
    const problem = { type: "x", title: "x", status: 409, code: "stale", reason: "stale" };
    if (this.stale) return Response.json(problem, { status: 409 });
    this.draft = { ...this.draft, stand: body.stand + 1, inhalt: body.inhalt };
    return Response.json(this.draft);
  }
}
