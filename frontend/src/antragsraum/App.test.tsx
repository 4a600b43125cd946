// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { ich, ids, openPage, serve, tidy, vorgang, vorgangPath } from "./test-support";

afterEach(tidy);

it("explains itself to somebody who is not signed in and leads back to the page asked for", async () => {
  serve({ "GET /ich": 401 });
  openPage(vorgangPath);
  const link = await screen.findByRole("link", { name: "Anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?weiter=${encodeURIComponent(vorgangPath)}`);
});

it("lists what waits for the person first", async () => {
  const office = {
    ...vorgang,
    id: ids.bescheid,
    titel: "Parkausweis",
    stand: "in_pruefung",
    amZug: "behoerde",
    bis: null,
  };
  serve({ "GET /ich": ich, "GET /vorgaenge": { vorgaenge: [office, vorgang] } });
  openPage("/antragsraum");
  await screen.findByRole("link", { name: "Wohngeld" });
  const titles = screen.getAllByRole("heading", { level: 2 }).map((h) => h.textContent);
  expect(titles.slice(0, 2)).toEqual(["Wohngeld", "Parkausweis"]);
  expect(screen.getByText("Bei einem Antrag warten wir auf Sie.")).toBeTruthy();
});

it("asks for consent, takes the answer and lets it be changed", async () => {
  const calls = serve({
    "GET /ich": { ...ich, einwilligung: "offen" },
    "GET /vorgaenge": { vorgaenge: [vorgang] },
    "POST /einwilligung": ich,
  });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByRole("button", { name: "Ja, hier bereitstellen" }));
  const saved = await screen.findByText("Gespeichert. Neue Bescheide stellen wir Ihnen hier bereit.");
  expect(document.activeElement).toBe(saved);
  await userEvent.click(screen.getByRole("button", { name: "Lieber mit der Post" }));
  const bodies = calls.filter((call) => call.route === "POST /einwilligung").map((call) => call.body);
  expect(bodies).toEqual([{ erteilt: true }, { erteilt: false }]);
});

it("asks before signing out with an unsent text", async () => {
  window.localStorage.setItem("antragsraum.entwurf.x", JSON.stringify({ text: "angefangen", am: Date.now() }));
  serve({ "GET /ich": ich, "GET /vorgaenge": { vorgaenge: [] } });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByText("Annegret Öztürk", { selector: "summary *" }));
  await userEvent.click(screen.getByRole("button", { name: "Abmelden" }));
  expect(screen.getByRole("button", { name: "Text löschen und abmelden" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Text behalten und abmelden" })).toBeTruthy();
});

it("speaks English on request", async () => {
  serve({ "GET /ich": ich, "GET /vorgaenge": { vorgaenge: [vorgang] } });
  openPage("/antragsraum");
  await userEvent.click(await screen.findByRole("button", { name: "Switch to English" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Your applications" })).toBeTruthy();
  expect(document.documentElement.lang).toBe("en");
});
