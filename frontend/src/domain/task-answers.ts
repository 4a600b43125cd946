import type { Aufgabe, Verlaufseintrag, Vorgang } from "../api/types.ts";

/** The finished tasks in which somebody said something: those of other units first, then the newest. */
export function statements(vorgang: Vorgang): Aufgabe[] {
  const other = (a: Aufgabe) => (a.einheit === vorgang.einheit ? 1 : 0);
  return vorgang.aufgaben
    .filter((a) => (a.angaben ?? []).length > 0)
    .toSorted((a, b) => other(a) - other(b) || (b.erledigtAm ?? "").localeCompare(a.erledigtAm ?? ""));
}

/** The task that a journal entry tells of. Entry and task are written at one moment; a step may come more than once. */
export function taskOf(e: Verlaufseintrag, vorgang: Vorgang): Aufgabe | undefined {
  if (e.art !== "aufgabe_erledigt") return undefined;
  const at = Date.parse(e.zeit);
  return vorgang.aufgaben.find((a) => a.element === e.daten.element && Date.parse(a.erledigtAm ?? "") === at);
}
