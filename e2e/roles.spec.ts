import { deliverNeutral } from "./fixtures/deliver.ts";
import { call, chooseFurther, findVorgang, nextStep, openVorgang, takeAndAccept, unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("the mail room forwards and does not decide", async ({ staff }) => {
  const { vorgangsnummer } = await deliverNeutral({ firma: unique("Irrläufer"), einheit: "lf-10-poststelle" });
  const page = await staff("poststelle");
  await page.goto("/");
  await expect(
    page.getByRole("navigation", { name: "Ansichten" }).getByRole("link", { name: /^Klärfälle/ }),
  ).toBeVisible();
  const vorgang = await findVorgang(page, vorgangsnummer);
  await openVorgang(page, vorgang.id, "bescheid");
  await expect(page.getByText("Noch kein Bescheid")).toBeVisible();
  await chooseFurther(page, "Weiterleiten");
  const dialog = page.getByRole("dialog", { name: "Weiterleiten" });
  await dialog.getByLabel("Einheit").selectOption({ label: "Ordnungsamt – Sondernutzung" });
  await dialog.getByLabel("Grund").fill("Gehört dorthin.");
  await dialog.getByRole("button", { name: "Weiterleiten" }).click();
  await expect(dialog).toBeHidden();
});

test("a case of a foreign unit does not exist for a caseworker", async ({ staff, desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ einheit: "lf-20-steuern" });
  const other = await staff("sachbearbeitung2");
  await other.goto(`/vorgaenge/${vorgang.id}`);
  await expect(other.getByRole("alert")).toContainText("außerhalb Ihrer Zuständigkeit");
  await openVorgang(desk, vorgang.id);
});

test("the administration sees deliveries and no cases", async ({ staff, freierAntrag }) => {
  const { vorgang } = await freierAntrag();
  const page = await staff("administration");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Zugänge", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: /Alle Vorgänge/ })).toBeHidden();
  await expect(page.getByRole("searchbox")).toBeHidden();
  await expect(call(page, "GET", `/api/v1/vorgaenge/${vorgang.id}`)).rejects.toThrow(/403|404/);
});

test("the team lead sees all units and may leave the process", async ({ staff, gastronomie, desk }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  const lead = await staff("teamleitung");
  await openVorgang(lead, vorgang.id, "prozess");
  await lead.getByLabel("weiter bei").selectOption({ label: "Bescheid erlassen" });
  await lead.getByLabel("Grund").fill("Alles liegt schon vor.");
  await lead.getByRole("button", { name: "Springen" }).click();
  await openVorgang(desk, vorgang.id);
  await expect(nextStep(desk).getByRole("link", { name: "Bescheid erstellen" })).toBeVisible();
  await desk.goto(`/vorgaenge/${vorgang.id}/prozess`);
  await expect(desk.getByRole("region", { name: "In Worten", exact: true })).toContainText("Bescheid erlassen");
  await expect(desk.getByRole("heading", { name: "Vom Prozess abweichen" })).toBeHidden();
});
