// Ein Adapter außerhalb von Kontor (docs/adapter-protokoll.md): liest Anträge eines Fremdsystems, ein JSON-Objekt je Zeile, und liefert sie.
// Aufruf: KONTOR_PASSWORT=… node adapter.mjs https://kontor.example/eingang/portal <benutzer> < antraege.jsonl
import { createInterface } from "node:readline";
import { setTimeout as warte } from "node:timers/promises";

const [adresse, benutzer] = process.argv.slice(2);
const anmeldung = `Basic ${Buffer.from(`${benutzer}:${process.env.KONTOR_PASSWORT ?? ""}`).toString("base64")}`;
const pause = Number(process.env.KONTOR_PAUSE_MS ?? 1000); // vor der ersten Wiederholung, danach jedes Mal doppelt so lang
const versuche = 8;

// Nur diese Funktion kennt das Fremdsystem. Die Kennung muss bei jeder Wiederholung dieselbe sein.
function wandleUm(zeile) {
  const quelle = JSON.parse(zeile);
  const antrag = { kennung: `fremdsystem/${quelle.nr}`, formular: { schluessel: "strandkorb", titel: "Strandkorb mieten" },
    antragsteller: { art: "person", vorname: quelle.vorname, nachname: quelle.nachname },
    antragsdaten: [{ name: "ab", label: "Mietbeginn", typ: "datum", text: quelle.ab, wert: quelle.ab.split(".").reverse().join("-") }],
    dokumente: [{ id: "d1", rolle: "attachment", dateiname: "Notiz.txt", teil: "notiz" }] };
  const lieferung = new FormData();
  lieferung.append("antrag", new Blob([JSON.stringify(antrag)], { type: "application/json" }));
  lieferung.append("notiz", new Blob([quelle.notiz ?? ""]));
  lieferung.append("rohdaten", new Blob([zeile])); // bleibt bei der Lieferung aufbewahrt
  return { kennung: antrag.kennung, lieferung };
}

async function liefere(lieferung) {
  for (let n = 1; ; n++) {
    const antwort = await fetch(adresse, { method: "POST", headers: { Authorization: anmeldung }, body: lieferung, redirect: "manual" }).catch((e) => e);
    const inhalt = antwort instanceof Error ? {} : await antwort.json().catch(() => ({}));
    if (antwort.ok && inhalt.vorgangsnummer) return inhalt.vorgangsnummer;
    const grund = `${antwort.status ?? "keine Verbindung"}: ${inhalt.details ?? "Antwortet unter dieser Adresse Kontor?"}`;
    const nochmal = antwort instanceof Error || antwort.status >= 500; // alles andere wird durch Wiederholen nicht besser
    if (!nochmal || n === versuche) throw new Error(`Nicht angenommen (${grund})${inhalt.referenz ? ` Referenz ${inhalt.referenz}` : ""}`);
    await warte(Number(antwort.headers?.get("retry-after")) * 1000 || pause * 2 ** (n - 1));
  }
}

let nummer = 0;
for await (const zeile of createInterface({ input: process.stdin })) {
  nummer++;
  try {
    const { kennung, lieferung } = wandleUm(zeile);
    console.log(`${kennung} ist Vorgang ${await liefere(lieferung)}`);
  } catch (e) {
    console.error(`Zeile ${nummer}: ${e instanceof Error && e.name === "Error" ? e.message : "Der Datensatz ist nicht lesbar."}`);
    process.exitCode = 1;
    break; // die Anträge danach bleiben für den nächsten Lauf liegen; wiederholen schadet nicht
  }
}
