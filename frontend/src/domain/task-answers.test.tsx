import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Aufgabe, Verlaufseintrag } from "../api/types.ts";
import { Statements } from "./Statements.tsx";
import { statements, taskOf } from "./task-answers.ts";
import { anAufgabe, aVorgang } from "./testdata.ts";

const task = (part: Partial<Aufgabe>): Aufgabe =>
  anAufgabe({
    ...{ id: "x", zustand: "erledigt", rolle: "sachbearbeitung", erledigbar: false },
    ...{ angaben: [{ label: "Ergebnis", text: "vollständig" }] },
    ...part,
  });
const early = task({ id: "a", element: "pruefen", erledigtAm: "2026-11-15T09:00:00.123Z" });
const again = task({ id: "b", element: "pruefen", erledigtAm: "2026-11-16T09:00:00Z" });
const other = task({
  ...{ id: "c", titel: "Stellungnahme der Straßenbaulast", element: "zuarbeit", einheit: "66" },
  ...{ einheitName: "Straßenbaulast", erledigtVon: "Mehmet Yıldırım", erledigtAm: "2026-11-14T09:00:00Z" },
  angaben: [
    { label: "Stellungnahme", text: "Zu schmal." },
    { label: "Es bestehen Bedenken", text: "ja" },
  ],
});
const silent = task({ id: "d", angaben: [] });
const open = task({ id: "e", zustand: "offen", angaben: [] });
const vorgang = aVorgang({ aufgaben: [early, again, other, silent, open] });

it("shows what was said: other units first, then the newest; a task without answers says nothing", () => {
  expect(statements(vorgang).map((a) => a.id)).toEqual(["c", "b", "a"]);
});

it("finds the very round of a step that an entry tells of", () => {
  const entry = (zeit: string, art = "aufgabe_erledigt") =>
    ({ art, zeit, daten: { element: "pruefen" } }) as unknown as Verlaufseintrag;
  expect(taskOf(entry("2026-11-15T09:00:00.123Z"), vorgang)?.id).toBe("a");
  expect(taskOf(entry("2026-11-16T10:00:00+01:00"), vorgang)?.id).toBe("b");
  expect(taskOf(entry("2026-11-17T09:00:00Z"), vorgang)).toBeUndefined();
  expect(taskOf(entry("2026-11-15T09:00:00.123Z", "aufgabe_erstellt"), vorgang)).toBeUndefined();
});

it("says who of which unit said what, in words", () => {
  render(<Statements vorgang={aVorgang({ aufgaben: [other] })} />);
  const card = screen.getByRole("region", { name: "Stellungnahmen und Ergebnisse" });
  expect(card.textContent).toContain("Straßenbaulast: Mehmet Yıldırım");
  expect(card.textContent).toContain("StellungnahmeZu schmal.Es bestehen Bedenkenja");
});
