import { screen, waitFor } from "@testing-library/react";
import type userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Bescheid, Punkt, Vorgang } from "../api/types.ts";
import { card, colleague, drop, open, own, prepare, type View, world } from "../domain/overtaken-testkit.tsx";
import { Decision } from "../views/vorgaenge/bescheid/Decision.tsx";
import { Wizard } from "../views/vorgaenge/bescheid/Wizard.tsx";
import { Compose } from "../views/vorgaenge/nachrichten/Compose.tsx";
import { Items } from "../views/vorgaenge/nachrichten/Items.tsx";

prepare();

const item: Punkt = { id: "p1", titel: "Lageplan", zustand: "eingereicht", dokumente: [] };
const WithItem: (punkt: Punkt) => View = (punkt) =>
  function Item({ vorgang }) {
    return <Items vorgang={vorgang} punkte={[vorgang.nachrichten[0]?.punkte?.[0] ?? punkt]} />;
  };
const thread = (punkt: Punkt) =>
  [{ id: "n", richtung: "aus", punkte: [punkt], anhaenge: [] }] as unknown as Vorgang["nachrichten"];

async function writeReason(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Lageplan zurückweisen" }));
  await user.type(screen.getByLabelText("Was fehlt oder stimmt nicht?"), "Der Maßstab fehlt");
}

it("keeps why an item was to go back when a colleague has accepted it meanwhile", async () => {
  const { user } = open(WithItem(item), { nachrichten: thread(item) });
  await writeReason(user);
  await colleague({ nachrichten: thread({ ...item, zustand: "angenommen" }) });
  const box = await card("Lageplan zurückweisen");
  expect(own(box)).toContain("Der Maßstab fehlt");
  await waitFor(() => expect(box.textContent).toContain("Thomas Koch")); // who did what since
  await drop(user, box);
});

it("keeps it when the server refuses, and over a reload", async () => {
  const { user, page } = open(WithItem(item), { nachrichten: thread(item) });
  await writeReason(user);
  world.refusal = "punkt_checked";
  world.server = { ...world.server, version: 4, nachrichten: thread({ ...item, zustand: "angenommen" }) };
  await user.click(screen.getByRole("button", { name: "Mit diesem Grund zurückweisen" }));
  await waitFor(() => expect(screen.getAllByRole("alert").length).toBeGreaterThan(0));
  await waitFor(() => expect(world.drafts.aufgabe).toBeTruthy());
  page.unmount();
  open(WithItem(item), { ...world.server });
  const box = await card("Lageplan zurückweisen");
  expect(own(box)).toContain("Der Maßstab fehlt");
  await drop(user, box);
  await waitFor(() => expect(world.drafts.aufgabe).toBeUndefined());
});

it("keeps the reasons of a decision when somebody else has decided", async () => {
  const Tab: View = ({ vorgang }) => <Wizard vorgang={vorgang} offered={vorgang.aktionen.includes("bescheid")} />;
  const { user } = open(Tab, { aktionen: ["bescheid"] });
  await user.click(await screen.findByLabelText(/^Ablehnung/));
  await user.click(screen.getByRole("button", { name: /^Weiter/ }));
  await user.type(screen.getByLabelText(/^Begründung/), "Der Gehweg ist zu schmal.");
  await colleague({ aktionen: [] });
  const box = await card("Bescheid erstellen");
  expect(own(box)).toContain("Ablehnung");
  expect(own(box)).toContain("Der Gehweg ist zu schmal.");
  await drop(user, box);
});

it("keeps a message when the case is closed", async () => {
  const Tab: View = ({ vorgang }) => (
    <Compose
      vorgang={vorgang}
      kind="nachricht"
      offered={vorgang.aktionen.includes("nachricht")}
      onSent={() => undefined}
    />
  );
  const { user } = open(Tab, { aktionen: ["nachricht"] });
  await user.type(await screen.findByLabelText("Betreff"), "Ortstermin");
  await user.type(screen.getByLabelText("Text"), "Wir kommen am Montag.");
  await colleague({ aktionen: [] });
  const box = await card("Neue Nachricht");
  expect(own(box)).toContain("Ortstermin");
  expect(own(box)).toContain("Wir kommen am Montag.");
  await drop(user, box);
});

it("keeps the day of posting that a colleague has entered meanwhile", async () => {
  const bescheid = {
    id: "b",
    ergebnis: "bewilligt",
    begruendung: "",
    nebenbestimmungen: [],
    gebuehr: 0,
    kanal: "post",
  };
  const posting = {
    ...bescheid,
    zustand: "zur_post",
    am: "2026-04-02T08:00:00Z",
    von: "x",
    posttag: null,
    feststellungen: [],
    adressaten: [],
    anlagen: [],
    folgen: [],
    aenderungen: [],
  };
  const Tab: View = ({ vorgang }) =>
    vorgang.bescheide.map((b) => <Decision key={b.id} vorgang={vorgang} bescheid={b} />);
  const { user } = open(Tab, { bescheide: [{ ...posting, aktionen: ["postaufgabe"] } as unknown as Bescheid] });
  await user.type(await screen.findByLabelText("Zur Post gegeben am"), "2026-04-02");
  await colleague({ bescheide: [{ ...posting, aktionen: [] } as unknown as Bescheid] });
  const box = await card("Tag der Aufgabe zur Post eintragen");
  expect(own(box)).toContain("02.04.2026");
  await drop(user, box);
});
