import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { anAufgabe, aVorgang } from "../../../domain/testdata.ts";
import { ForTask } from "./ForTask.tsx";

const hearing = anAufgabe({ titel: "Anhörung durchführen", aktion: "nachricht", antwortNoetig: true });
const vorgang = aVorgang({ aufgaben: [hearing, { ...hearing, id: "b", titel: "Andere", aktion: "bescheid" }] });

it("says beside the process that the hearing stays open, and leads to it", async () => {
  const choose = vi.fn();
  render(<ForTask vorgang={vorgang} kind="nachricht" onChoose={choose} />);
  screen.getByText(/erledigt diese Aufgabe nicht/);
  await userEvent.click(screen.getByRole("button"));
  expect(choose).toHaveBeenCalledWith("a");
});

it.each([
  ["offen", /^Mit dem Senden ist diese Aufgabe erledigt/],
  ["erledigt", /nicht mehr offen/],
] as const)("says what sending does while the task is %s, and leads beside the process", async (zustand, words) => {
  const choose = vi.fn();
  render(<ForTask vorgang={vorgang} kind="nachricht" aufgabe={{ ...hearing, zustand }} onChoose={choose} />);
  screen.getByText(words);
  await userEvent.click(screen.getByRole("button"));
  expect(choose).toHaveBeenCalledWith(undefined);
});
