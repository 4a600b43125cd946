import { chooseFurther, openVorgang, tab, takeAndAccept, toasts } from "./fixtures/desk.ts";
import { openAntrag, openMessage } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

test("an applicant takes the application back, asked once more", async ({ desk, gastronomie, applicant }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);

  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  const withdraw = raum.getByRole("button", { name: "Antrag zurücknehmen", exact: true });
  await withdraw.click();
  await expect(raum.getByRole("heading", { name: "Wollen Sie Ihren Antrag wirklich zurücknehmen?" })).toBeFocused();
  await raum.getByRole("button", { name: "Nein, doch nicht" }).click();
  await withdraw.click();
  await raum.getByRole("button", { name: "Ja, Antrag zurücknehmen" }).click();
  await expect(raum.getByText("Sie haben Ihren Antrag zurückgenommen.")).toBeVisible();
  await expect(withdraw).toBeHidden();
  await expect(raum.getByText("Ihr Antrag ist zurückgenommen", { exact: true })).toBeVisible();

  // the desk that was open hears of it
  await expect(desk.getByText(/^zurückgenommen am/)).toBeVisible();
  await expect(desk.getByText("abgeschlossen", { exact: true })).toBeVisible();
  await tab(desk, "Verlauf").click();
  await expect(desk.getByText("Antrag zurückgenommen")).toBeVisible();
});

test("the office notes a withdrawal it heard of by telephone", async ({ desk, gastronomie, applicant }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Rücknahme vermerken");
  const dialog = desk.getByRole("dialog", { name: "Rücknahme vermerken" });
  await dialog.getByLabel("Grund").fill("Frau Lüders rief an.");
  await dialog.getByRole("button", { name: "Rücknahme vermerken" }).click();
  await expect(toasts(desk, `Rücknahme von ${vorgang.vorgangsnummer} vermerkt`)).toBeVisible();
  await expect(desk.getByText(/^zurückgenommen am/)).toBeVisible();

  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  await expect(raum.getByText("Sie haben Ihren Antrag zurückgenommen.")).toBeVisible();
  await openMessage(raum, "Ihr Antrag ist zurückgenommen");
  await expect(raum.getByText("Wir bearbeiten ihn nicht weiter. Stimmt das nicht")).toBeVisible();
});
