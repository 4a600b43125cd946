// @vitest-environment jsdom
import { expect, it } from "vitest";
import type { Offenes, Zeile } from "../api/types";
import { makeI18n } from "../i18n";
import { ids, vorgang } from "../test-support";
import { type Lage, overall, sentences, turn } from "./whatNow";

const now = new Date("2026-12-01T11:00:00Z");
const staende = ["eingegangen", "in_pruefung", "antwort_noetig", "entschieden", "abgeschlossen", "nicht_bearbeitet"];
const days = [null, "2026-11-30", "2026-12-01", "2026-12-05"];
const things: Offenes[] = days.flatMap((bis) => [
  { art: "abruf", nachrichtId: ids.bescheid, bis, punkte: 0 },
  ...[0, 1, 2].map((punkte): Offenes => ({ art: "antwort", nachrichtId: ids.nachricht, bis, punkte })),
]);
const nothingToDo = /nichts (mehr )?tun|nothing (more )?(to|you need to) do|nichts mehr offen|nichts mehr zu tun/i;

/** Every state with nothing, with one thing and with two things open. */
function lagen(): Lage[] {
  const open = [[], ...things.map((o) => [o]), ...things.flatMap((a) => things.map((b) => [a, b]))];
  return staende.flatMap((stand) =>
    open.flatMap((offen) =>
      [true, false].map((abrufVorbei): Lage => {
        const amZug = offen.length > 0 ? "sie" : stand === "in_pruefung" ? "behoerde" : "niemand";
        return { stand: stand as Zeile["stand"], amZug, offen, abrufVorbei, rechtsbehelfBis: null, neu: 0 };
      }),
    ),
  );
}

it.each(["de", "en"])("says what is open and never that nothing is, in words that exist (%s)", (language) => {
  const { t, exists } = makeI18n(language);
  for (const lage of lagen()) {
    if (lage.stand === "antwort_noetig" && lage.offen.length === 0 && !lage.abrufVorbei) continue; // the server never says so
    const said = sentences(lage, now).map(({ key, count, tag }) => {
      expect(exists(key, { count: count ?? 1 }), key).toBe(true);
      return t(key, { count, tag });
    });
    const text = said.join(" ");
    expect(text).not.toContain("{{");
    if (lage.offen.length === 0) continue;
    expect(text, JSON.stringify(lage)).not.toMatch(nothingToDo);
    expect(turn(lage)).toBe("sie");
    for (const { bis, art } of lage.offen)
      if (bis && (art === "antwort" || bis >= "2026-12-01")) expect(text).toContain(bis);
  }
});

const one = (art: Offenes["art"], bis: string | null, punkte = 0): Offenes => ({
  art,
  nachrichtId: ids.nachricht,
  bis,
  punkte,
});

it.each<[string, Partial<Lage>, string[]]>([
  ["part answered", { offen: [one("antwort", "2026-12-05", 1)] }, ["offen.unterlagenBis"]],
  ["part answered, no day", { offen: [one("antwort", null, 2)] }, ["offen.unterlagen"]],
  ["the day is over", { offen: [one("antwort", "2026-11-30", 1)] }, ["offen.unterlagenVorbei"]],
  ["on the last day", { offen: [one("antwort", "2026-12-01", 0)] }, ["offen.antwortBis"]],
  ["asked in words", { offen: [one("antwort", null)] }, ["offen.antwort"]],
  ["asked in words, late", { offen: [one("antwort", "2026-11-30")] }, ["offen.antwortVorbei"]],
  [
    "an unopened Bescheid",
    { stand: "entschieden", offen: [one("abruf", "2026-12-05")] },
    ["jetzt.entschieden_kurz", "offen.bescheidBis"],
  ],
  [
    "before its notice",
    { stand: "entschieden", offen: [one("abruf", null)] },
    ["jetzt.entschieden_kurz", "offen.bescheid"],
  ],
  [
    "after the ten days",
    { stand: "entschieden", abrufVorbei: true },
    ["jetzt.entschieden_kurz", "fehler.grund.retrieval_expired"],
  ],
  [
    "open over midnight",
    { stand: "entschieden", offen: [one("abruf", "2026-11-30")] },
    ["jetzt.entschieden_kurz", "fehler.grund.retrieval_expired"],
  ],
  [
    "two things, in the order of the server",
    { offen: [one("antwort", "2026-12-02"), one("abruf", "2026-12-05")] },
    ["offen.antwortBis", "offen.bescheidBis"],
  ],
  ["closed over an unread Bescheid", { stand: "abgeschlossen", offen: [one("abruf", null)] }, ["offen.bescheid"]],
  ["nothing open", {}, ["jetzt.in_pruefung"]],
  [
    "a remedy is possible",
    { stand: "entschieden", rechtsbehelfBis: "2026-12-01" },
    ["jetzt.entschieden_kurz", "jetzt.rechtsbehelf"],
  ],
  [
    "a remedy against a letter",
    { stand: "entschieden", rechtsbehelfBis: "2026-12-01", rechtsbehelfBrief: true },
    ["jetzt.entschieden_kurz", "jetzt.rechtsbehelfBrief"],
  ],
  [
    "closed, a remedy is possible",
    { stand: "abgeschlossen", rechtsbehelfBis: "2026-12-20" },
    ["jetzt.abgeschlossen_kurz", "jetzt.rechtsbehelf"],
  ],
  [
    "a fee is debited",
    { stand: "entschieden", einzugAm: "2026-12-31", rechtsbehelfBis: "2026-12-20" },
    ["jetzt.entschieden_kurz", "jetzt.einzugAm", "jetzt.rechtsbehelf"],
  ],
  ["it was debited", { stand: "entschieden", einzugAm: "2026-11-30" }, ["jetzt.entschieden_kurz"]],
  [
    "a fee falls due",
    { stand: "entschieden", zahlungBis: "2026-12-01", rechtsbehelfBis: "2026-12-20" },
    ["jetzt.entschieden_kurz", "jetzt.zahlungBis", "jetzt.rechtsbehelf"],
  ],
  [
    "closed, a fee falls due",
    { stand: "abgeschlossen", zahlungBis: "2026-12-05" },
    ["jetzt.abgeschlossen_kurz", "jetzt.zahlungBis"],
  ],
  ["its day is past", { stand: "entschieden", zahlungBis: "2026-11-30" }, ["jetzt.entschieden_kurz"]],
  ["no more", { stand: "entschieden", rechtsbehelfBis: "2026-11-30" }, ["jetzt.entschieden_kurz"]],
  [
    "beside a question",
    { stand: "entschieden", rechtsbehelfBis: "2026-12-20", offen: [one("abruf", "2026-12-05")] },
    ["jetzt.entschieden_kurz", "offen.bescheidBis", "jetzt.rechtsbehelf"],
  ],
  ["decided, in the overview", { stand: "entschieden" }, ["jetzt.entschieden_kurz"]],
  ["decided, on the page", { stand: "entschieden", bescheide: [{ id: ids.bescheid }] }, ["jetzt.entschieden"]],
  ["decided, by post", { stand: "entschieden", bescheide: [] }, ["jetzt.entschieden_ohne"]],
])("%s", (_, given, keys) => {
  const lage: Lage = {
    stand: "in_pruefung",
    amZug: "behoerde",
    offen: [],
    abrufVorbei: false,
    rechtsbehelfBis: null,
    neu: 0,
    ...given,
  };
  expect(sentences(lage, now).map((s) => s.key)).toEqual(keys);
});

it("never says that nothing is to do while a fee falls due: nobody here knows whether it was paid", () => {
  const { t } = makeI18n("de");
  const lage: Zeile = { ...vorgang, stand: "abgeschlossen", amZug: "niemand", neu: 0, offen: [], bis: null };
  const due = { ...lage, zahlungBis: "2099-12-20" };
  expect(turn(due)).toBe("zahlung");
  expect(turn({ ...due, amZug: "behoerde" })).toBe("zahlung"); // a letter of ours is on its way beside
  expect(overall([due], 0)?.key).toBe("liste.zuZahlen");
  for (const text of [t("jetzt.zahlung"), t("jetzt.kurz.zahlung"), ...sentences(due).map(({ key }) => t(key))])
    expect(text).not.toMatch(nothingToDo);
});

it("never says that nothing is to do while a remedy is possible, only that nothing has to be done", () => {
  const { t } = makeI18n("de");
  const lage: Zeile = { ...vorgang, stand: "entschieden", amZug: "niemand", neu: 0, offen: [], bis: null };
  const running = { ...lage, rechtsbehelfBis: "2099-12-20" };
  expect(turn(running)).toBe("frist");
  expect(turn(lage)).toBe("frist"); // no rule confirms until when: the letter says it
  expect(turn({ ...lage, stand: "abgeschlossen" })).toBe("niemand");
  expect(overall([running, lage], 0)).toEqual({ key: "liste.fristLaeuft", count: 1 });
  for (const key of ["jetzt.kurz.frist", "jetzt.frist"]) expect(t(key)).not.toMatch(/nichts mehr/);
});

it.each<[Zeile["amZug"][], number, number, string | undefined]>([
  [[], 0, 0, undefined],
  [[], 0, 2, undefined],
  [["behoerde", "niemand"], 0, 0, "liste.nichtsZuTun"],
  [["behoerde", "niemand"], 0, 1, "liste.nichtsZuTunHier"],
  [["behoerde", "niemand"], 1, 0, "liste.neuesZuLesen"],
  [["behoerde", "sie"], 0, 0, "liste.sieSindDran"],
  [["sie", "niemand"], 1, 1, "liste.sieSindDran"],
])("over the overview: %s, %i unread, %i shut", (turns, neu, shut, key) => {
  expect(
    overall(
      turns.map((amZug) => ({ ...vorgang, amZug, neu })),
      shut,
    )?.key,
  ).toBe(key);
});
