// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { atOffice, ich, ids, loginTooOld, openPage, Refusal, serve, tidy, vorgang, vorgangPath } from "../test-support";

afterEach(tidy);

const withdrawPath = `POST /vorgaenge/${ids.vorgang}/ruecknahme`;
const routes = (answer: unknown) => ({
  "GET /ich": ich,
  [`GET /vorgaenge/${ids.vorgang}`]: vorgang,
  "GET /vorgaenge": { vorgaenge: [], verschlossen: [] },
  [withdrawPath]: answer,
});
const button = (name: string) => screen.findByRole("button", { name });

it("takes an application back after asking once more", async () => {
  const over = { ...vorgang, ...atOffice, stand: "zurueckgenommen", amZug: "niemand", ruecknahmeMoeglich: false };
  const calls = serve(routes(over));
  openPage(vorgangPath);
  await userEvent.click(await button("Antrag zurücknehmen"));
  const question = screen.getByRole("heading", { name: "Wollen Sie Ihren Antrag wirklich zurücknehmen?" });
  expect(document.activeElement).toBe(question);
  await userEvent.click(await button("Nein, doch nicht"));
  expect(calls.some((c) => c.route === withdrawPath)).toBe(false);
  await userEvent.click(await button("Antrag zurücknehmen"));
  await userEvent.click(await button("Ja, Antrag zurücknehmen"));
  await screen.findByText("Sie haben Ihren Antrag zurückgenommen. Wir bearbeiten ihn nicht weiter.");
  expect(screen.queryByRole("button", { name: "Antrag zurücknehmen" })).toBeNull();
});

it("says why an application cannot be taken back any more", async () => {
  serve(routes(new Refusal(409, { code: "conflict", reason: "already_decided" })));
  openPage(vorgangPath);
  await userEvent.click(await button("Antrag zurücknehmen"));
  await userEvent.click(await button("Ja, Antrag zurücknehmen"));
  await screen.findByText("Über Ihren Antrag ist schon entschieden. Er kann nicht mehr zurückgenommen werden.");
});

it("asks for a new sign-in where the last one is too long ago, and goes on with the question", async () => {
  serve(routes(loginTooOld(15)));
  openPage(vorgangPath);
  await userEvent.click(await button("Antrag zurücknehmen"));
  await userEvent.click(await button("Ja, Antrag zurücknehmen"));
  await screen.findByText(/darf Ihre Anmeldung dafür höchstens 15 Minuten alt sein/);
  const back = `${vorgangPath}#ruecknahme`;
  const link = screen.getByRole("link", { name: "Neu anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?frisch=15&weiter=${encodeURIComponent(back)}`);
  tidy();
  const calls = serve(routes({ ...vorgang, ...atOffice, stand: "zurueckgenommen", ruecknahmeMoeglich: false }));
  openPage(back);
  const question = await screen.findByRole("heading", { name: "Wollen Sie Ihren Antrag wirklich zurücknehmen?" });
  expect(document.activeElement).toBe(question);
  expect(calls.some((c) => c.route === withdrawPath)).toBe(false);
  await userEvent.click(await button("Ja, Antrag zurücknehmen"));
  expect(calls.some((c) => c.route === withdrawPath)).toBe(true);
});

it("leads to the sign-in that taking it back needs, where this one can only read", async () => {
  serve({
    ...routes(409),
    "GET /ich": { ...ich, vertrauensniveau: 1 },
    [`GET /vorgaenge/${ids.vorgang}`]: { ...vorgang, ruecknahmeNiveau: 3 },
  });
  openPage(vorgangPath);
  await screen.findByText(/So kann niemand anderes Ihren Antrag zurücknehmen/);
  expect(screen.queryByRole("button", { name: "Antrag zurücknehmen" })).toBeNull();
  const back = encodeURIComponent(`${vorgangPath}#ruecknahme`);
  const link = screen.getByRole("link", { name: "Stärker anmelden" });
  expect(link.getAttribute("href")).toBe(`/antragsraum/anmelden?niveau=3&weiter=${back}`);
});
