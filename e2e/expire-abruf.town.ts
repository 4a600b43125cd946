import { addDays, today } from "../frontend/src/lib/date.ts";
import { signInApplicant, signInStaff } from "./fixtures/accounts.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { act, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { consent, openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/town.ts";

// more than ten days, whatever Sundays and holidays lie between
const TAGE = 16;

test.beforeAll(({ town }) => town({ KONTOR_DEMO_LAND: "ST" }));

test("a Bescheid that nobody opens for ten days has no effect, and goes by letter", async ({
  applicant,
  desk,
  gastronomie,
  town,
}) => {
  const raum = await applicant("organisation", 3);
  await consent(raum);
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "antragsraum" });
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("im Antragsraum bereitgestellt")).toBeVisible();
  await openAntrag(raum, vorgang.id);
  await expect(raum.getByText(/^Ein Bescheid wartet hier auf Sie\. Bitte öffnen Sie ihn bis /)).toBeVisible();
  await expect(raum.getByRole("button", { name: "Bescheid jetzt öffnen" })).toBeVisible();

  await town({ KONTOR_DEMO_TAGE: String(TAGE) });
  const heute = addDays(today(), TAGE);
  await raum.setViewportSize({ width: 390, height: 844 });
  await signInApplicant(raum, "organisation", 3);
  await openAntrag(raum, vorgang.id);
  const over = raum.getByText("Der Bescheid kann hier nicht mehr geöffnet werden, weil die 10 Tage vorbei sind.");
  await expect(over.first()).toBeVisible();
  await expect(raum.getByRole("button", { name: /Bescheid/ })).toBeHidden();
  await expectAccessible(raum);

  await signInStaff(desk, "sachbearbeitung");
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("nicht rechtzeitig abgerufen")).toBeVisible();
  await expect(desk.getByText("Bescheid zur Post geben")).toBeVisible();
  await expect(desk.getByRole("region", { name: "Bekanntgabe" })).toBeHidden(); // it has no effect
  await expectAccessible(desk);
  await expect(desk.getByLabel("Zur Post gegeben am")).toHaveValue(heute); // the town's day, not that of the desk
  await desk.getByRole("button", { name: "Eintragen" }).click();
  const bekanntgabe = desk.getByRole("region", { name: "Bekanntgabe" });
  const frage = desk.getByRole("button", { name: /^Ja, am .* zur Post gegeben$/ });
  await expect(bekanntgabe.getByText("B4").or(frage).first()).toBeVisible();
  if (await frage.isVisible()) await frage.click(); // the tests run on a Sunday or holiday
  await expect(bekanntgabe).toContainText("§ 41 Abs. 2 Satz 1");
  await expect(bekanntgabe).toContainText(/Rechtsbehelf möglich bis\s*\S+ \d{2}\.\d{2}\.\d{4}/);
  await openVorgang(desk, vorgang.id, "verlauf");
  await expect(desk.getByText("Bescheid nicht rechtzeitig abgerufen")).toBeVisible();

  await openAntrag(raum, vorgang.id);
  await expect(raum.getByText(/mit der Post/).first()).toBeVisible();
});
