import { openVorgang, pane, row, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("the views stand on the left with their counts", async ({ desk }) => {
  const views = desk.getByRole("navigation", { name: "Ansichten" });
  for (const name of ["Meine Vorgänge", "Nicht zugewiesen", "Alle Vorgänge", "Wiedervorlagen", "Neue Antworten"]) {
    await views.getByRole("link", { name: new RegExp(`^${name}\\s*\\d`) }).click();
    await expect(desk.getByRole("heading", { name, level: 1 })).toBeVisible();
  }
});

test("filters are chips, and the address brings the same list back", async ({ desk, freierAntrag }) => {
  const { firma } = await freierAntrag();
  await desk.goto("/schreibtisch?ansicht=alle");
  await desk.getByRole("button", { name: "+ Filter" }).click();
  await desk.getByLabel("Status", { exact: true }).selectOption({ label: "neu" });
  await desk.getByLabel("Wartet auf", { exact: true }).selectOption({ label: "uns" });
  await desk.keyboard.press("Escape");
  await desk.getByLabel("Sortierung").selectOption({ label: "neueste zuerst" });
  await expect(row(desk, firma)).toBeVisible();
  const address = desk.url();
  await desk.goto("/");
  await desk.goto(address);
  await expect(desk.getByRole("button", { name: /^Status: neu/ })).toBeVisible();
  await expect(row(desk, firma)).toBeVisible();
  await desk.getByRole("button", { name: /^Status: neu/ }).click();
  await expect(desk.getByRole("button", { name: /^Status/ })).toBeHidden();
});

test("coming back from a case keeps list, selection and filter", async ({ desk, freierAntrag }) => {
  const { firma, vorgang } = await freierAntrag();
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}`);
  await desk.getByRole("link", { name: firma, exact: true }).click();
  await expect(pane(desk).getByRole("heading", { name: firma })).toBeVisible();
  await desk.getByRole("link", { name: firma, exact: true }).press("Enter");
  await expect(desk.getByRole("heading", { name: firma, level: 1 })).toBeVisible();
  await desk.getByRole("link", { name: /^← Treffer/ }).click();
  await expect(pane(desk).getByRole("heading", { name: firma })).toBeVisible();
});

test("a change by a colleague marks the row and moves nothing", async ({ desk, staff, freierAntrag }) => {
  const { firma, vorgang } = await freierAntrag();
  await desk.goto(`/schreibtisch?ansicht=nicht_zugewiesen&suche=${vorgang.vorgangsnummer}`);
  await expect(row(desk, firma)).toBeVisible();
  const other = await staff("sachbearbeitung2");
  await other.goto("/");
  await takeAndAccept(other, vorgang.id);
  await expect(row(desk, firma)).toContainText(/nicht mehr in dieser Liste|geändert/);
  await desk.getByRole("button", { name: "Liste neu ordnen" }).click();
  await expect(desk.getByText("Kein Vorgang passt")).toBeVisible();
  await openVorgang(desk, vorgang.id);
});

test("one narrows the list to a procedure that is on no row yet, and to a person", async ({
  desk,
  staff,
  freierAntrag,
  displayName,
}) => {
  const { firma, vorgang } = await freierAntrag();
  const colleague = await displayName("sachbearbeitung2");
  const other = await staff("sachbearbeitung2");
  await other.goto("/");
  await takeAndAccept(other, vorgang.id);
  await desk.goto(`/schreibtisch?ansicht=alle&verfahren=standard&suche=${vorgang.vorgangsnummer}`);
  await expect(row(desk, firma)).toBeVisible();
  await desk.getByRole("button", { name: "+ Filter" }).click();
  await expect(desk.getByLabel("Verfahren", { exact: true }).locator("option")).not.toHaveCount(2);
  await desk.getByLabel("Zuständig", { exact: true }).selectOption({ label: await displayName("sachbearbeitung") });
  await expect(desk.getByText("Kein Vorgang passt")).toBeVisible();
  await desk.getByLabel("Zuständig", { exact: true }).selectOption({ label: colleague });
  await desk.keyboard.press("Escape");
  await expect(row(desk, firma)).toBeVisible();
  await expect(desk.getByRole("button", { name: new RegExp(`^Zuständig: ${colleague}`) })).toBeVisible();
});

test("the menu of a case is seen as a whole, wide and narrow", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  const opener = desk.getByRole("main").getByRole("button", { name: "Weitere …" });
  const look = async () => {
    await opener.press("Enter");
    for (const act of await desk.locator("[popover]").getByRole("button").all()) {
      await act.scrollIntoViewIfNeeded();
      await expect(act).toBeInViewport({ ratio: 1 });
    }
    await desk.keyboard.press("Escape");
    await expect(opener).toBeFocused();
  };
  for (const [width, height] of [
    [1366, 768],
    [1024, 500],
  ] as const) {
    await desk.setViewportSize({ width, height });
    await desk.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}&vorgang=${vorgang.id}`);
    await look();
  }
  await desk.setViewportSize({ width: 390, height: 640 });
  await openVorgang(desk, vorgang.id);
  await look();
});
