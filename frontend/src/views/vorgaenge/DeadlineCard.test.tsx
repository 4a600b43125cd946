import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Nachricht } from "../../api/types.ts";
import { aVorgang } from "../../domain/testdata.ts";
import { DeadlineCard } from "./DeadlineCard.tsx";

const asked = (part: Partial<Nachricht>): Nachricht => ({
  ...{ id: "n", richtung: "aus", art: "nachricht", betreff: "Anhörung", text: "x", am: "2026-11-20T08:00:00Z" },
  ...{ antwort: "erforderlich", antwortBis: "2026-12-18", antwortOffen: true, gelesen: true, anhaenge: [] },
  ...{ von: "S. Müller", vertrauensniveau: 1, punkte: [] },
  ...part,
});

it("names the day of an answer that is still waited for, and of no other", () => {
  const nachrichten = [asked({}), asked({ id: "o", betreff: "Beantwortet", antwortOffen: false })];
  render(<DeadlineCard vorgang={aVorgang({ nachrichten })} />);
  const card = screen.getByRole("region");
  expect(card.textContent).toContain("Antwort auf „Anhörung“");
  expect(card.textContent).not.toContain("Beantwortet");
});
