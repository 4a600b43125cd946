import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Nachricht } from "../../api/types.ts";
import { aVorgang } from "../../domain/testdata.ts";
import { DeadlineCard } from "./DeadlineCard.tsx";

const asked = (part: Partial<Nachricht>): Nachricht => ({
  ...{ id: "n", richtung: "aus", art: "nachricht", betreff: "Anhörung", text: "x", am: "2026-11-20T08:00:00Z" },
  ...{ antwort: "erforderlich", antwortBis: "2026-12-18", antwortOffen: true, gelesen: true, anhaenge: [] },
  ...{
    von: "S. Müller",
    vertrauensniveau: 1,
    punkte: [],
    brief: false,
    stumm: false,
    uhrStehtSeit: null,
    fristAktionen: [],
    widerspruchMoeglich: false,
  },
  ...part,
});

it("names the day of an answer that is still waited for, and of no other", () => {
  const nachrichten = [asked({}), asked({ id: "o", betreff: "Beantwortet", antwortOffen: false })];
  render(<DeadlineCard vorgang={aVorgang({ nachrichten })} />);
  const card = screen.getByRole("region");
  expect(card.textContent).toContain("Antwort auf „Anhörung“");
  expect(card.textContent).not.toContain("Beantwortet");
});

it("says of a period whose clock stands since when, and offers to let it go on", () => {
  const stopped = asked({ antwortBis: null, uhrStehtSeit: "2026-12-01", fristAktionen: ["weiter"] });
  render(<DeadlineCard vorgang={aVorgang({ nachrichten: [stopped] })} />);
  expect(screen.getByRole("region").textContent).toContain("angehalten seit Di 01.12.2026");
  expect(screen.getAllByRole("button").map((b) => b.textContent)).toEqual(["Uhr weiterlaufen lassen"]);
});
