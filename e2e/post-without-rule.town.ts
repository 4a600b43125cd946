import { addDays, formatDate, today } from "../frontend/src/lib/date.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/town.ts";

test.beforeAll(({ town }) => town({ KONTOR_DEMO_LAND: "BY" }));

test("where no rule is known, whoever posts the letter says the day and the reason", async ({ desk, gastronomie }) => {
  const { vorgang } = await gastronomie({ konto: "e2e-ohne-regel" });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "post" });
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await desk.getByLabel("Zur Post gegeben am").fill(today());
  await desk.getByRole("button", { name: "Eintragen" }).click();
  const asked = desk.getByRole("alert").filter({ hasText: "keine geprüften Regeln hinterlegt" });
  await expect(asked).toBeVisible();
  await expectAccessible(desk);
  await expect(desk.getByText("zur Post zu geben")).toBeVisible(); // asking has changed nothing
  const tag = addDays(today(), 4);
  await desk.getByLabel("Bekannt gegeben am").fill(tag);
  const yes = desk.getByRole("button", { name: /^Ja, am .* zur Post gegeben$/ });
  await yes.click();
  await expect(desk.getByLabel("Woraus sich der Tag ergibt")).toBeFocused(); // not without a reason
  await desk.getByLabel("Woraus sich der Tag ergibt").fill("Art. 41 Abs. 2 BayVwVfG, nachgelesen");
  await yes.click();
  const bekanntgabe = desk.getByRole("region", { name: "Bekanntgabe" });
  await expect(bekanntgabe).toContainText(formatDate(tag));
  await expect(bekanntgabe).toContainText("von Hand festgestellt");
  await expect(bekanntgabe).toContainText("Art. 41 Abs. 2 BayVwVfG, nachgelesen");
  await expect(bekanntgabe).toContainText(/Rechtsbehelf möglich bis\s*\S+ \d{2}\.\d{2}\.\d{4}/);
  await openVorgang(desk, vorgang.id, "verlauf");
  await expect(desk.getByText("Art. 41 Abs. 2 BayVwVfG, nachgelesen")).toBeVisible();
});
