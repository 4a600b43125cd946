import { openVorgang, pane, row, tab, toasts } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a case is taken and the taking is undone", async ({ desk, freierAntrag }) => {
  const { firma, vorgang } = await freierAntrag();
  await desk.goto(`/schreibtisch?ansicht=nicht_zugewiesen&suche=${vorgang.vorgangsnummer}`);
  await desk.getByRole("link", { name: firma, exact: true }).click();
  await expect(pane(desk).getByRole("button", { name: "Übernehmen" })).toHaveCount(1);
  await pane(desk).getByRole("button", { name: "Übernehmen" }).click();
  const toast = toasts(desk, `${vorgang.vorgangsnummer} übernommen`);
  await toast.getByRole("button", { name: "Rückgängig" }).click();
  await expect(toasts(desk, "Zuweisung zurückgenommen")).toBeVisible();
  await expect(pane(desk).getByText("niemandem zugewiesen").first()).toBeVisible();
});

test("a case is given to a colleague whose load is shown", async ({ desk, freierAntrag, displayName }) => {
  const colleague = await displayName("sachbearbeitung2");
  const { vorgang } = await freierAntrag();
  await openVorgang(desk, vorgang.id);
  await desk.getByRole("button", { name: "Zuweisen", exact: true }).click();
  const dialog = desk.getByRole("dialog", { name: "Zuweisen" });
  await dialog.getByLabel("Person suchen").first().fill(colleague.slice(0, 4));
  const option = dialog.getByRole("option", { name: new RegExp(colleague) });
  await expect(option).toContainText(/offene/);
  await option.click();
  await dialog.getByRole("button", { name: "Zuweisen", exact: true }).click();
  await expect(toasts(desk, `an ${colleague} zugewiesen`)).toBeVisible();
  await tab(desk, "Verlauf").click();
  await expect(desk.getByText("Vorgang zugewiesen")).toBeVisible();
});

test("many cases are taken at once, and the bar says what it leaves out", async ({ desk, freierAntrag }) => {
  const a = await freierAntrag();
  const b = await freierAntrag({ firma: `${a.firma} Filiale` });
  await openVorgang(desk, a.vorgang.id);
  await desk.getByRole("button", { name: "Übernehmen" }).click();
  await expect(desk.getByRole("button", { name: "Zurückgeben" })).toBeVisible();
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${encodeURIComponent(a.firma)}`);
  await expect(row(desk, b.firma)).toBeVisible();
  await desk.getByLabel("Alle angezeigten Vorgänge auswählen").check();
  const bar = desk.getByRole("region", { name: "Sammelaktion" });
  await expect(bar).toContainText("2 Vorgänge ausgewählt");
  await expect(bar).toContainText(`${a.vorgang.vorgangsnummer} (liegt schon bei Ihnen)`);
  await bar.getByRole("button", { name: "Übernehmen (1)" }).click();
  await expect(toasts(desk, "1 Vorgang zugewiesen")).toBeVisible();
});

test("the team lead gives a case to somebody", async ({ staff, freierAntrag, displayName }) => {
  const name = await displayName("sachbearbeitung");
  const { vorgang, firma } = await freierAntrag();
  const lead = await staff("teamleitung");
  await lead.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}`);
  await lead.getByRole("checkbox", { name: new RegExp(`^${firma}`) }).check();
  await lead.getByRole("button", { name: "Zuweisen …" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByRole("option", { name: new RegExp(name) }).click();
  await dialog.getByRole("button", { name: "1 Vorgang zuweisen" }).click();
  await expect(row(lead, firma)).toContainText(name);
});
