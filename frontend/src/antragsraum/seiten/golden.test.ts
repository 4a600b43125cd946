import { expect, it } from "vitest";
import type { Offenes, Zeile } from "../api/types";
import { de } from "../i18n/de";
import { en } from "../i18n/en";
import { formatDay } from "../lib/format";
import { overall, sentences, turn } from "../vorgang/whatNow";

/**
 * The pages without JavaScript (backend/internal/httpapi/seiten) say what the app says: its sentences, and which of them
 * when. What is written here is what the server reads and what its test holds it to; `vitest -u` writes it anew.
 */
const server = "../../../../backend/internal/httpapi/seiten";
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

it("lends its sentences to the pages", async () => {
  await expect(json(de)).toMatchFileSnapshot(`${server}/texte/de.json`);
  await expect(json(en)).toMatchFileSnapshot(`${server}/texte/en.json`);
});

const now = new Date("2026-12-01T11:00:00Z");
const id = "00000000-0000-0000-0000-00000000000a";
const states: Zeile["stand"][] = [
  "eingegangen",
  "in_pruefung",
  "antwort_noetig",
  "entschieden",
  "abgeschlossen",
  "nicht_bearbeitet",
  "zurueckgenommen",
];
const things: Offenes[] = [null, "2026-11-30", "2026-12-05"].flatMap((bis) => [
  { art: "abruf", nachrichtId: id, bis, punkte: 0 },
  ...[0, 2].map((punkte): Offenes => ({ art: "antwort", nachrichtId: id, bis, punkte })),
]);
const beside: Partial<Zeile>[] = [
  {},
  { neu: 2 },
  { abrufVorbei: true },
  { rechtsbehelfBis: "2026-12-31" },
  { rechtsbehelfBis: "2026-12-01", rechtsbehelfBrief: true },
  { rechtsbehelfBis: "2026-11-30" },
  { zahlungBis: "2026-12-24" },
  { zahlungBis: "2026-11-30" },
  { zahlungBis: "2026-12-24", zahlungGeaendert: true, rechtsbehelfBis: "2026-12-31" },
  { einzugAm: "2026-12-10" },
  { einzugAm: "2026-11-10" },
];

/** Without what no sentence is about. */
function lagen(): Zeile[] {
  return states.flatMap((stand) =>
    [[], ...things.map((o) => [o])].flatMap((offen) =>
      (offen.length === 0 ? beside : beside.slice(1, 4)).map((more) => ({
        stand,
        amZug: offen.length > 0 ? "sie" : ["eingegangen", "in_pruefung"].includes(stand) ? "behoerde" : "niemand",
        neu: 0,
        offen,
        bis: offen[0]?.bis ?? null,
        abrufVorbei: false,
        rechtsbehelfBis: null,
        ...more,
      })),
    ),
  ) as Zeile[];
}

it("lends its sense of what happens now to the pages", async () => {
  const said = lagen().map((lage) => ({
    lage,
    uebersicht: sentences(lage, now),
    seite: sentences({ ...lage, bescheide: [{ id }] }, now),
    seiteOhne: sentences({ ...lage, bescheide: [] }, now),
    amZug: turn(lage, now),
  }));
  const lists = said.map(({ lage }, nr) => [lage, said[(nr * 7) % said.length]?.lage ?? lage]);
  // some lists are all of one kind, so that every sentence over the overview is said
  const alone = said.filter((_, nr) => nr % 3 === 0).map(({ lage }) => [lage]);
  const all = [[], ...alone, ...lists.filter((_, nr) => nr % 11 === 0)].flatMap((vorgaenge) =>
    [0, 1].map((verschlossen) => ({
      nummern: vorgaenge.map((v) => said.findIndex(({ lage }) => lage === v)),
      verschlossen,
      satz: overall(vorgaenge, verschlossen, now) ?? null,
    })),
  );
  await expect(JSON.stringify({ said, listen: all })).toMatchFileSnapshot(`${server}/testdata/jetzt.json`);
});

it("lends its days to the pages", async () => {
  const days = ["2026-01-01", "2026-03-05", "2026-05-31", "2026-12-09"];
  const said = days.map((day) => ({ tag: day, de: formatDay(day, "de"), en: formatDay(day, "en") }));
  await expect(json(said)).toMatchFileSnapshot(`${server}/testdata/tage.json`);
});
