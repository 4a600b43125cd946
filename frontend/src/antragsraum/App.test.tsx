// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { consentVersion } from "./api/queries";
import type { Zeile } from "./api/types";
import {
  atOffice,
  ich,
  ids,
  levelTooLow,
  list,
  loginTooOld,
  openPage,
  serve,
  tidy,
  vorgang,
  vorgangPath,
} from "./test-support";

afterEach(tidy);

it("explains itself to somebody who is not signed in and leads back to the page asked for", async () => {
  serve({ "GET /ich": 401 });
  openPage(vorgangPath);
  const link = await screen.findByRole("link", { name: "Anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?weiter=${encodeURIComponent(vorgangPath)}`);
});

it("lists what waits for the person first", async () => {
  const office: Zeile = {
    ...vorgang,
    id: ids.bescheid,
    titel: "Parkausweis",
    ...atOffice,
  };
  serve({ "GET /ich": ich, "GET /vorgaenge": list([office, vorgang]) });
  openPage("/antragsraum");
  await screen.findByRole("link", { name: "Wohngeld" });
  const titles = screen.getAllByRole("heading", { level: 2 }).map((h) => h.textContent);
  expect(titles.slice(0, 2)).toEqual(["Wohngeld", "Parkausweis"]);
  expect(screen.getByText("Bei einem Antrag gibt es etwas für Sie zu tun.")).toBeTruthy();
});

it("asks for consent, takes the answer and lets it be changed", async () => {
  const calls = serve({
    "GET /ich": { ...ich, einwilligung: "offen" },
    "GET /vorgaenge": list([vorgang]),
    "POST /einwilligung": ich,
  });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByRole("button", { name: "Ja, hier bereitstellen" }));
  const saved = await screen.findByText("Gespeichert. Neue Bescheide stellen wir Ihnen hier bereit.");
  expect(document.activeElement).toBe(saved);
  await userEvent.click(screen.getByRole("button", { name: "Lieber mit der Post" }));
  const bodies = calls.filter((call) => call.route === "POST /einwilligung").map((call) => call.body);
  const shown = { fassung: consentVersion, sprache: "de" };
  expect(bodies).toEqual([
    { erteilt: true, ...shown },
    { erteilt: false, ...shown },
  ]);
});

it("asks before signing out with an unsent text", async () => {
  window.localStorage.setItem("antragsraum.entwurf.x", JSON.stringify({ text: "angefangen", am: Date.now() }));
  serve({ "GET /ich": ich, "GET /vorgaenge": list([]) });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByText("Annegret Öztürk", { selector: "summary *" }));
  await userEvent.click(screen.getByRole("button", { name: "Abmelden" }));
  expect(screen.getByRole("button", { name: "Text löschen und abmelden" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Text behalten und abmelden" })).toBeTruthy();
});

it("speaks English on request", async () => {
  serve({ "GET /ich": ich, "GET /vorgaenge": list([vorgang]) });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByRole("button", { name: "Switch to English" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Your applications" })).toBeTruthy();
  expect(document.documentElement.lang).toBe("en");
});

const weak = { ...ich, vertrauensniveau: 1 };

it("says of an application that needs a stronger sign-in only that it is there, and leads to that sign-in", async () => {
  const shut = (eingangAm: string, vertrauensniveau: number) => ({ eingangAm, vertrauensniveau });
  const three = [shut("2026-11-02", 3), shut("2026-11-09", 3), shut("2026-11-16", 4)];
  serve({ "GET /ich": weak, "GET /vorgaenge": list([], three) });
  openPage("/antragsraum");
  expect(await screen.findByText("2 Anträge, für die Sie eine stärkere Anmeldung brauchen")).toBeTruthy();
  expect(screen.getByText("Ein Antrag, für den Sie eine stärkere Anmeldung brauchen")).toBeTruthy();
  expect(screen.getByText("Eingegangen am 9. November 2026")).toBeTruthy();
  const way = (niveau: number) => `/antragsraum/anmelden?niveau=${niveau}&weiter=${encodeURIComponent("/antragsraum")}`;
  const links = screen.getAllByRole("link", { name: "Stärker anmelden" }).map((a) => a.getAttribute("href"));
  expect(links.slice(0, 2)).toEqual([way(3), way(4)]);
  // what is shut away may hold anything: nobody is told that there is nothing to do
  expect(screen.queryByText(/nichts tun/)).toBeNull();
  expect(screen.queryByText("Hier ist noch kein Antrag")).toBeNull();
});

it("promises only for what is seen that there is nothing to do", async () => {
  const done: Zeile = { ...vorgang, ...atOffice };
  serve({ "GET /ich": weak, "GET /vorgaenge": list([done], [{ eingangAm: "2026-11-02", vertrauensniveau: 3 }]) });
  openPage("/antragsraum");
  const lead = "Bei den Anträgen, die Sie hier sehen, müssen Sie im Moment nichts tun.";
  expect(await screen.findByText(lead)).toBeTruthy();
});

it("leads from the address of an application to the sign-in it needs, and back to it", async () => {
  serve({ "GET /ich": weak, [`GET /vorgaenge/${ids.vorgang}`]: levelTooLow(4) });
  openPage(vorgangPath);
  expect(await screen.findByRole("heading", { name: "Dafür brauchen Sie eine stärkere Anmeldung" })).toBeTruthy();
  const link = screen.getByRole("link", { name: "Stärker anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?niveau=4&weiter=${encodeURIComponent(vorgangPath)}`);
});

it("does not offer a choice of consent that this sign-in cannot make", async () => {
  serve({ "GET /ich": weak, "GET /vorgaenge": list([]) });
  openPage("/antragsraum");
  expect(await screen.findByText(/Zum Ändern brauchen Sie dieselbe Anmeldung/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Lieber/ })).toBeNull();
});

it("asks for a new sign-in before a choice of consent, and comes back to it", async () => {
  serve({ "GET /ich": ich, "GET /vorgaenge": list([]), "POST /einwilligung": loginTooOld(15) });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByRole("button", { name: "Lieber mit der Post" }));
  await screen.findByText("Bitte melden Sie sich noch einmal an");
  const back = encodeURIComponent("/antragsraum#einstellungen");
  const link = screen.getByRole("link", { name: "Neu anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?frisch=15&weiter=${back}`);
  expect(screen.getByText(/Es ist noch nichts geändert/)).toBeTruthy();
});
