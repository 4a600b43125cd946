import { expectAccessible } from "./fixtures/axe.ts";
import { nextStep, pane, row, takeAndAccept, toasts } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a case is found, taken, accepted and commented without a mouse", async ({ desk, freierAntrag }) => {
  const { firma, vorgang } = await freierAntrag();
  const keys = desk.keyboard;
  const focused = desk.locator(":focus");
  /** Goes on with Tab until the element with this name has the focus, like a person would. */
  const tabTo = async (name: RegExp | string) => {
    for (let nr = 0; nr < 60; nr++) {
      await keys.press("Tab");
      if (
        await focused
          .and(desk.getByRole("button", { name, exact: true }).or(desk.getByLabel(name, { exact: true })))
          .count()
      )
        return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  await test.step("the first Tab offers the way to the content", async () => {
    await desk.reload();
    await expect(desk.getByRole("heading", { level: 1 })).toBeVisible();
    await keys.press("Tab");
    await expect(desk.getByRole("link", { name: "Zum Inhalt springen" })).toBeFocused();
  });
  await keys.press("/");
  await keys.type(vorgang.vorgangsnummer);
  await keys.press("Enter");
  await expect(row(desk, firma)).toBeVisible();
  await desk.getByRole("link", { name: firma, exact: true }).focus();
  await keys.press("ArrowDown");
  await expect(pane(desk).getByRole("heading", { name: firma })).toBeVisible();
  await keys.press("x");
  await expect(desk.getByRole("region", { name: "Sammelaktion" })).toContainText("1 Vorgang ausgewählt");
  await keys.press("x");
  await keys.press("Enter");
  await expect(desk.getByRole("heading", { name: firma, level: 1 })).toBeFocused();
  await tabTo("Übernehmen");
  await keys.press("Enter");
  await expect(nextStep(desk).getByRole("button", { name: "Annehmen" })).toBeVisible();
  await tabTo("Annehmen");
  await keys.press("Space");
  await expect(nextStep(desk).getByRole("button", { name: "Annehmen" })).toBeHidden();
  await tabTo("Neuer Kommentar");
  await keys.type("Mit / und ? getippt, j k x bleiben Text");
  await tabTo("Kommentar speichern");
  await keys.press("Enter");
  await expect(desk.getByRole("region", { name: "Kommentare" })).toContainText("j k x bleiben Text");
});

test("a dialog keeps the keyboard and gives it back", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await desk.goto(`/vorgaenge/${vorgang.id}`);
  const opener = desk.getByRole("button", { name: "Wiedervorlage", exact: true });
  await opener.focus();
  await desk.keyboard.press("Enter");
  const dialog = desk.getByRole("dialog", { name: "Wiedervorlage" });
  await expect(dialog).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await desk.keyboard.press("?");
  await expect(desk.getByRole("dialog", { name: "Tastenkürzel" })).toBeVisible();
});

test("a person is chosen by typing, on a page enlarged to 400 percent", async ({ desk, freierAntrag, displayName }) => {
  const colleague = await displayName("sachbearbeitung2");
  const { vorgang } = await freierAntrag();
  await desk.setViewportSize({ width: 320, height: 256 }); // 1280 × 1024 at 400 %
  await desk.goto(`/vorgaenge/${vorgang.id}`);
  await desk.getByRole("button", { name: "Zuweisen", exact: true }).press("Enter");
  const dialog = desk.getByRole("dialog", { name: "Zuweisen" });
  const field = dialog.getByRole("combobox", { name: "Person suchen" });
  await field.fill(colleague.slice(0, 4));
  await expect(dialog.getByRole("status")).toHaveText("1 Treffer");
  await field.press("ArrowDown");
  const looked = dialog.locator(`[id="${await field.getAttribute("aria-activedescendant")}"]`);
  await expect(looked).toContainText(colleague);
  await expect(looked).toBeInViewport();
  await expectAccessible(desk);
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await expect(dialog).toBeVisible();
  await field.pressSequentially(colleague.slice(0, 4));
  await field.press("Enter");
  await expect(field).toHaveValue(colleague);
  await expect(dialog.getByRole("option", { selected: true })).toContainText(colleague);
  await field.press("Enter");
  await expect(toasts(desk, `an ${colleague} zugewiesen`)).toBeVisible();
});

test("each step of a decision begins at its heading", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await desk.goto(`/vorgaenge/${vorgang.id}/bescheid`);
  await desk.getByLabel(/^Bewilligung/).press("Space");
  for (const step of ["Gründe", "Nebenbestimmungen und Gebühr", "Vorschau", "Bekanntgabe"]) {
    await desk.getByRole("button", { name: new RegExp(`^Weiter zu: ${step}`) }).press("Enter");
    await expect(desk.getByRole("heading", { name: new RegExp(`^Schritt \\d von 5: ${step}`) })).toBeFocused();
  }
  await desk.getByRole("button", { name: "Zurück", exact: true }).press("Enter");
  await expect(desk.getByRole("heading", { name: /^Schritt 4 von 5/ })).toBeFocused();
});
