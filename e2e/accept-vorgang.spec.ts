import { act, nextStep, openVorgang, tab } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("an application is accepted and its process begins", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie();
  await act(desk, vorgang.id, "zuweisung");
  await openVorgang(desk, vorgang.id);
  await expect(desk.getByRole("region", { name: "Der Antrag in Kürze" })).toContainText(
    "Lageplan › Eintrag 1: Die Größe",
  );
  await nextStep(desk).getByRole("button", { name: "Annehmen" }).click();
  await expect(nextStep(desk).getByText("Nächster Schritt: Vollständigkeit prüfen")).toBeVisible();
  await nextStep(desk).getByRole("link", { name: "Wo steht der Vorgang im Prozess?" }).click();
  await expect(desk.getByRole("region", { name: "In Worten", exact: true })).toContainText("Vollständigkeit prüfen");

  // A page from before an upgrade asks for a file that is gone: the words stay, and the page says what to do.
  await desk.route("**/assets/Diagram-*.js", (route) => route.fulfill({ status: 404 }));
  await desk.reload();
  await expect(desk.getByRole("alert")).toContainText("Das Bild konnte nicht geladen werden");
  await expect(desk.getByRole("region", { name: "In Worten", exact: true })).toContainText("Vollständigkeit prüfen");
  await desk.unroute("**/assets/Diagram-*.js");
  await desk.getByRole("button", { name: "Seite neu laden" }).click();
  await expect(desk.getByRole("alert")).toBeHidden();
  await tab(desk, "Verlauf").click();
  await expect(desk.getByText("Antrag angenommen")).toBeVisible();
});
