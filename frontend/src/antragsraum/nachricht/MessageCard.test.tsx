// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Dokument, Nachricht, Vorgang } from "../api/types";
import { ich, ids, nachricht, openPage, serve, tidy, vorgang, vorgangPath } from "../test-support";

afterEach(tidy);

const { text: _text, betreff: _betreff, ...closed } = nachricht;
const load = (v: Vorgang, more: Record<string, unknown> = {}) =>
  serve({ "GET /ich": ich, [`GET /vorgaenge/${ids.vorgang}`]: v, ...more });

it("explains a locked message and offers the stronger sign-in and another way", async () => {
  load({ ...vorgang, nachrichten: [{ ...closed, gesperrt: true, vertrauensniveau: 4, neu: true }] });
  openPage(vorgangPath);
  const link = await screen.findByRole("link", { name: "Stärker anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?niveau=4&weiter=${encodeURIComponent(vorgangPath)}`);
  expect(screen.getByText(/Ihre Anmeldung jetzt: gut gesichert/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "So erreichen Sie uns auf anderem Weg" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Nachricht öffnen" })).toBeNull();
});

/** A decision that waits, the message that brings it, and what the server says once it was retrieved. */
function waitingDecision() {
  const letter: Nachricht = { ...closed, betreff: "Bescheid", art: "bescheid", neu: true, antwort: "keine" };
  const pdf: Dokument = {
    id: ids.pdf,
    rolle: "bescheid",
    dateiname: "Bescheid_2026-0001.pdf",
    contentType: "application/pdf",
    groesse: JSON.stringify("%PDF").length, // as `serve` sends it
    sha256: "0".repeat(64),
    pruefung: "unbedenklich",
    ansehbar: true,
    hinzugefuegtAm: closed.am,
    signaturen: [],
  };
  const opened: Nachricht = { ...letter, neu: false, text: "Anbei der Bescheid.", anhaenge: [pdf] };
  const announced = {
    id: ids.bescheid,
    nachrichtId: ids.nachricht,
    am: closed.am,
    recht: "VwVfG",
    massgeblich: true,
    anlagen: [],
    vertreten: false,
    abrufVorbei: false,
    rechtsbehelfBis: null,
  };
  const waiting: Vorgang = {
    ...vorgang,
    stand: "entschieden",
    bis: "2099-11-30",
    offen: [{ art: "abruf", nachrichtId: ids.nachricht, bis: "2099-11-30", punkte: 0 }],
    nachrichten: [letter],
    bescheide: [announced],
  };
  const read: Vorgang = { ...waiting, nachrichten: [opened], bescheide: [{ ...announced, dokumentId: ids.pdf }] };
  const retrieved: Vorgang = {
    ...read,
    bis: null,
    offen: [],
    bescheide: [{ ...announced, ergebnis: "bewilligt", dokumentId: ids.pdf, rechtsbehelfBis: "2099-12-22" }],
  };
  return { opened, waiting, read, retrieved };
}

const abruf = `POST /vorgaenge/${ids.vorgang}/nachrichten/${ids.nachricht}/abruf`;
const download = `GET /vorgaenge/${ids.vorgang}/dokumente/${ids.pdf}`;

/** What the page lets the browser save. */
function watchSaving(): string[] {
  const saved: string[] = [];
  Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }); // jsdom has none
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  return saved;
}

it("says what opening a decision means, and retrieves it only on request", async () => {
  const saved = watchSaving();
  const { opened, waiting, retrieved } = waitingDecision();
  let now = waiting;
  const calls = load(vorgang, {
    [`GET /vorgaenge/${ids.vorgang}`]: () => now,
    [abruf]: opened,
    [download]: () => {
      now = retrieved;
      return "%PDF";
    },
  });
  openPage(vorgangPath);
  expect(await screen.findByText(/Am Tag danach gilt er als bekannt gegeben/)).toBeTruthy();
  expect(
    screen.getByText("Ein Bescheid wartet hier auf Sie. Bitte öffnen Sie ihn bis 30. November 2099."),
  ).toBeTruthy();
  expect(screen.getByText(/Sie können ihn hier bis 30. November 2099 öffnen/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Zum Bescheid" })).toBeTruthy();
  expect(calls.some((call) => call.route === abruf || call.route === download)).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Bescheid jetzt öffnen" }));
  const pdf = await screen.findByRole("link", { name: "Bescheid als PDF speichern" });
  expect(pdf.getAttribute("href")).toBe(`/antragsraum/api/v1/vorgaenge/${ids.vorgang}/dokumente/${ids.pdf}`);
  expect(screen.getByText(/bis 22. Dezember 2099/)).toBeTruthy();
  expect(calls.filter((call) => call.route === abruf || call.route === download)).toHaveLength(2);
  expect(saved).toEqual(["Bescheid_2026-0001.pdf"]);
});

it("keeps a decision waiting whose download broke off, and offers it again", async () => {
  const saved = watchSaving();
  const { opened, waiting, read, retrieved } = waitingDecision();
  let now = waiting;
  let whole = false;
  load(vorgang, {
    [`GET /vorgaenge/${ids.vorgang}`]: () => now,
    [abruf]: () => {
      now = read;
      return opened;
    },
    [download]: () => {
      if (whole) now = retrieved;
      return whole ? "%PDF" : "%";
    },
  });
  openPage(vorgangPath);
  await userEvent.click(await screen.findByRole("button", { name: "Bescheid jetzt öffnen" }));
  expect(await screen.findByText("Der Bescheid ist nicht vollständig bei Ihnen angekommen.")).toBeTruthy();
  expect(screen.getByText(/Ein Bescheid wartet hier auf Sie/)).toBeTruthy();
  expect(screen.queryByText("Ihr Antrag wurde bewilligt.")).toBeNull();
  expect(saved).toEqual([]);
  whole = true;
  await userEvent.click(screen.getByRole("button", { name: "Bescheid jetzt öffnen" }));
  expect(await screen.findByText("Ihr Antrag wurde bewilligt.")).toBeTruthy();
  expect(saved).toHaveLength(1);
});

it.each([
  ["Es fehlen Unterlagen", "Unterlagen angefragt", {}],
  ["Unterlagen angefragt", "Es fehlen Unterlagen", { stand: "abgeschlossen", amZug: "niemand", bis: null, offen: [] }],
] as const)("says %s, not %s", async (said, unsaid, now) => {
  const asked = { ...nachricht, art: "nachforderung" as const };
  load({ ...vorgang, nachrichten: [asked], ...now } as Vorgang);
  openPage(vorgangPath);
  expect(await screen.findByText(said)).toBeTruthy();
  expect(screen.queryByText(unsaid)).toBeNull();
});

it("calls a copy a copy", async () => {
  const copy = {
    id: ids.bescheid,
    nachrichtId: ids.nachricht,
    am: closed.am,
    recht: "VwVfG",
    massgeblich: false,
    vertreten: false,
    abrufVorbei: false,
    anlagen: [],
  };
  const bescheide = [{ ...copy, dokumentId: ids.pdf, rechtsbehelfBis: null }];
  load({
    ...vorgang,
    stand: "entschieden",
    amZug: "niemand",
    bis: null,
    offen: [],
    nachrichten: [{ ...nachricht, art: "bescheid", antwort: "keine" }],
    bescheide,
  });
  openPage(vorgangPath);
  expect(await screen.findByText("Kopie – der Brief mit der Post zählt")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Kopie als PDF speichern" })).toBeTruthy();
  expect(screen.queryByText("Wenn Sie nicht einverstanden sind")).toBeNull();
});

it("tells who is represented that the letter goes to who represents them, before and after opening", async () => {
  const copy = {
    id: ids.bescheid,
    nachrichtId: ids.nachricht,
    am: closed.am,
    recht: "VwVfG",
    massgeblich: false,
    vertreten: true,
    anlagen: [],
  };
  const bescheide = [{ ...copy, abrufVorbei: false, rechtsbehelfBis: null }];
  const shut: Nachricht = { ...closed, betreff: "Bescheid", art: "bescheid", antwort: "keine" };
  const page = { ...vorgang, stand: "entschieden", amZug: "niemand", bis: null, bescheide } as const;
  load({ ...page, offen: [], nachrichten: [shut], bescheide });
  const { unmount } = openPage(vorgangPath);
  expect(await screen.findByText(/geht mit der Post an die Person, die Sie vertritt/)).toBeTruthy();
  expect(screen.queryByText(/kommt mit der Post/)).toBeNull();
  unmount();
  load({ ...page, offen: [], nachrichten: [{ ...nachricht, art: "bescheid", antwort: "keine" }], bescheide });
  openPage(vorgangPath);
  expect(await screen.findByText("Kopie – der Brief an die Person zählt, die Sie vertritt")).toBeTruthy();
});

it("does not offer to open a decision whose days are over, and says how it comes", async () => {
  const letter: Nachricht = { ...closed, betreff: "Bescheid", art: "bescheid", neu: false, antwort: "keine" };
  const expired = {
    id: ids.bescheid,
    nachrichtId: ids.nachricht,
    am: closed.am,
    recht: "VwVfG",
    massgeblich: true,
    vertreten: false,
    abrufVorbei: true,
    anlagen: [],
  };
  const office = {
    stand: "entschieden",
    amZug: "behoerde",
    bis: null,
    offen: [],
    abrufVorbei: true,
    rechtsbehelfBis: null,
  } as const;
  load({
    ...vorgang,
    ...office,
    offen: [],
    nachrichten: [letter],
    bescheide: [{ ...expired, rechtsbehelfBis: null }],
  });
  openPage(vorgangPath);
  const said = await screen.findAllByText(/nicht mehr geöffnet werden, weil die 10 Tage vorbei sind/);
  expect(said).toHaveLength(2); // at the top and at the message
  expect(screen.queryByRole("button", { name: "Bescheid jetzt öffnen" })).toBeNull();
  expect(screen.queryByText(/PDF/)).toBeNull();
  expect(screen.queryByRole("link", { name: "Neue Nachricht lesen" })).toBeNull();
});
