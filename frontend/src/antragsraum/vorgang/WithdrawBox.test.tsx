// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { atOffice, ich, ids, openPage, Refusal, serve, tidy, vorgang, vorgangPath } from "../test-support";

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
