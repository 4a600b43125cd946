import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Vorgang } from "../api/types.ts";
import { AcceptButtons } from "./AcceptButtons.tsx";
import { CaseActions } from "./CaseActions.tsx";
import { FristActions } from "./FristActions.tsx";
import { card, colleague, drop, open, own, prepare, type View, world } from "./overtaken-testkit.tsx";

prepare();

it("keeps a reminder in its window, and below the buttons when the window is closed", async () => {
  const { user } = open(CaseActions, { aktionen: ["wiedervorlage"] });
  await user.click(await screen.findByRole("button", { name: "Wiedervorlage" }));
  await user.type(screen.getByLabelText("Worum geht es?"), "Gutachten nachfragen");
  await colleague({ aktionen: [], status: "abgeschlossen" });
  const inside = await card("Wiedervorlage");
  expect(screen.getByRole("dialog").contains(inside)).toBe(true);
  await user.click(within(screen.getByRole("dialog")).getAllByRole("button", { name: "Schließen" })[0] as HTMLElement);
  const box = await card("Wiedervorlage");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(own(box)).toContain("Gutachten nachfragen");
  await drop(user, box);
});

it("keeps why a period was to be stopped in its window only, and below the buttons when the window is closed", async () => {
  const request = (fristAktionen: string[]) =>
    [{ id: "n", betreff: "Lageplan", richtung: "aus", punkte: [], anhaenge: [], fristAktionen }] as unknown;
  const thread = (fristAktionen: string[]) => request(fristAktionen) as Vorgang["nachrichten"];
  const Both: View = ({ vorgang }) => (
    <>
      <CaseActions vorgang={vorgang} />
      {vorgang.nachrichten.map((n) => (
        <FristActions key={n.id} {...{ vorgang, n }} />
      ))}
    </>
  );
  const { user } = open(Both, { nachrichten: thread(["anhalten"]) });
  await user.click(await screen.findByRole("button", { name: "Uhr anhalten: Lageplan" }));
  await user.type(screen.getByLabelText(/^Grund/), "Wir klären etwas");
  await colleague({ nachrichten: thread([]) });
  const inside = await card("Uhr anhalten");
  expect(screen.getByRole("dialog").contains(inside)).toBe(true); // the only one: findByRole found no second
  await user.click(within(screen.getByRole("dialog")).getAllByRole("button", { name: "Schließen" })[0] as HTMLElement);
  const box = await card("Uhr anhalten: Lageplan");
  expect(own(box)).toContain("Wir klären etwas");
  await drop(user, box);
});

it("keeps the reason when a new case that was to be thrown away has been accepted", async () => {
  const Both: View = ({ vorgang }) => (
    <>
      <CaseActions vorgang={vorgang} />
      <AcceptButtons vorgang={vorgang} />
    </>
  );
  const { user } = open(Both, { status: "neu", aktionen: ["verwerfen"] });
  await user.click(await screen.findByRole("button", { name: "Verwerfen" }));
  await user.type(screen.getByLabelText(/^Grund/), "Werbung");
  await colleague({ status: "angenommen", aktionen: [] });
  const box = await card("Verwerfen");
  expect(own(box)).toContain("Werbung");
  await drop(user, box);
});

it("says that a new case was taken by somebody else, also when its buttons are gone", async () => {
  const { user } = open(AcceptButtons, { status: "neu", aktionen: ["annehmen"] });
  world.refusal = "status_wrong";
  world.server = { ...world.server, version: 4, status: "angenommen", aktionen: [] };
  await user.click(await screen.findByRole("button", { name: "Annehmen" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Annehmen" })).toBeNull());
  expect(screen.getByRole("alert")).toBeTruthy();
});
