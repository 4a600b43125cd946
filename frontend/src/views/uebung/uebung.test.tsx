import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Uebungsschritt, Uebungsstand } from "../../api/uebung.ts";
import { Uebung } from "./Uebung.tsx";
import { useUebung } from "./use-uebung.ts";

vi.mock("../../domain/Diagram.tsx", () => ({ default: () => null }));

const nowhere = { tokens: [], erledigt: [], vorfaelle: [], fristen: [], warten: [], namen: {}, gesetzt: [] };
const bild = { bpmn: "<x/>", laeuft: true, ...nowhere };
const task = {
  ...{ element: "pruefen", nr: 1, titel: "Prüfen", hinweis: "", aktion: "", rolle: "r", einheit: "", faelligAm: null },
  felder: [{ name: "vermerk", label: "Vermerk", typ: "text" as const, pflicht: true }],
  ...{ kennungen: ["nachricht"], vierAugen: false },
};
const nothing = { dienste: [], nachrichten: [], vorfaelle: [], brief: false, status: "", verlauf: [], angaben: [] };
const time = { beginn: "2026-12-11T14:00:00Z", uhr: "2026-12-11T14:00:00Z", naechstes: null };

/** What a server would say: „falsch“ is no note; a task is done once. */
function answer(schritte: Uebungsschritt[]): Uebungsstand {
  const wrong = schritte.findIndex((s) => s.werte?.vermerk === "falsch");
  const gespielt = wrong < 0 ? schritte.length : wrong;
  const done = schritte.slice(0, gespielt).some((s) => s.befehl === "erledigen");
  return {
    ...{ ...nothing, ...time, bild, gespielt },
    aufgaben: done ? [] : [task],
    ...(wrong >= 0 && { fehler: { schritt: wrong + 1, grund: "Das ist kein Vermerk.", felder: { vermerk: "typ" } } }),
  };
}

function Page({ seen }: { seen: Uebungsschritt[][] }) {
  const lauf = useUebung(["x"], [], async (schritte) => {
    seen.push(schritte);
    return answer(schritte);
  });
  return <Uebung lauf={lauf} onRestart={lauf.again} />;
}

function open(): Uebungsschritt[][] {
  const seen: Uebungsschritt[][] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page seen={seen} />
    </QueryClientProvider>,
  );
  return seen;
}

it("keeps what was typed when a step does not fit, says why, and plays on from what did", async () => {
  const user = userEvent.setup();
  const seen = open();
  const form = await screen.findByRole("form", { name: "Prüfen" });
  await user.click(within(form).getByRole("button"));
  expect(seen).toEqual([[]]); // what is missing is found before anybody is asked
  await user.type(within(form).getByRole("textbox"), "falsch");
  await user.click(within(form).getByRole("button"));
  expect((await screen.findByRole("alert")).textContent).toContain("Das ist kein Vermerk.");
  const field = screen.getByRole<HTMLInputElement>("textbox");
  expect([field.value, field.getAttribute("aria-invalid")]).toEqual(["falsch", "true"]);
  expect(screen.getByRole("region", { name: "Ihre Schritte" }).textContent).toContain("Noch keiner.");

  await user.clear(field);
  await user.type(field, "gut");
  await user.click(within(form).getByRole("button"));
  await screen.findByText("„pruefen“ erledigt");
  expect(seen.at(-1)).toEqual([
    { befehl: "erledigen", aufgabe: "pruefen", werte: { nachricht: "Übung 1", vermerk: "gut" } },
  ]);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says aloud what stands after a step, and goes back to where it was", async () => {
  const user = userEvent.setup();
  const seen = open();
  await screen.findByRole("form", { name: "Prüfen" });
  expect(screen.getByRole("status").textContent).toContain("Zu tun: Prüfen.");
  await user.click(screen.getByRole("button", { name: "+1 Tag" }));
  await screen.findByText("Uhr um 1 Tag vorgestellt");
  expect(seen.at(-1)).toEqual([{ befehl: "warten", dauer: "P1D" }]);
  await user.click(screen.getByRole("button", { name: "Letzten Schritt zurücknehmen" }));
  await waitFor(() => expect(screen.queryByText("Uhr um 1 Tag vorgestellt")).toBeNull());
  expect(screen.getByRole("region", { name: "Ihre Schritte" }).textContent).toContain("Noch keiner.");
});
