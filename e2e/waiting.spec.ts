import {
  act,
  call,
  chooseFurther,
  completeTask,
  nextStep,
  openVorgang,
  tab,
  takeAndAccept,
  toasts,
} from "./fixtures/desk.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

const WORDS = "Wie lange dauert es noch?";

test("what is waited for is said; a free message ends nothing, a person may", async ({
  desk,
  staff,
  gastronomie,
  applicant,
}) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  const asking = await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "unvollstaendig" });
  const bis = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const asked = await act(desk, vorgang.id, "nachrichten", {
    ...{ art: "nachforderung", betreff: "Unterlagen", text: "Bitte reichen Sie den Plan nach." },
    ...{ antwortBis: bis, punkte: [{ titel: "Lageplan" }] },
    aufgabe: asking.aufgaben.find((a) => a.element === "nachforderung" && a.zustand === "offen")?.id,
  });
  await openVorgang(desk, vorgang.id);
  await expect(nextStep(desk)).toContainText("Antwort eingegangen (Antwort auf eine Anfrage) – dann: Antwort prüfen");

  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  await raum.getByRole("button", { name: "Nachricht schreiben" }).click();
  await raum.getByLabel("Ihre Nachricht an uns").fill(WORDS);
  await raum.getByRole("button", { name: "Nachricht senden" }).click();
  await expect(raum.getByText("Ihre Antwort ist bei uns angekommen")).toBeVisible();
  await expect(nextStep(desk)).toContainText("Eine neue Antwort ansehen");
  await expect(nextStep(desk)).toContainText("Frist abgelaufen");

  const lead = await staff("teamleitung");
  await openVorgang(lead, vorgang.id, "prozess");
  const waits = lead.getByRole("region", { name: "Worauf der Vorgang wartet" });
  const [, month, day] = (asked.nachrichten.find((n) => n.antwortBis)?.antwortBis ?? "").split("-"); // the next working day
  await expect(waits).toContainText(`${day}.${month}.`);
  await expect(lead.getByRole("region", { name: /^Bild des Prozesses/ })).toContainText(`${day}.${month}.`);

  await expect(waits.getByText("Diese Frist ist der antragstellenden Person gesetzt.")).toBeVisible();
  await expect(waits.getByRole("button", { name: "Verlegen … Frist abgelaufen" })).toBeHidden();

  await waits.getByRole("button", { name: "Nicht länger warten … Antwort eingegangen" }).click();
  const end = lead.getByRole("dialog", { name: "„Antwort eingegangen“ als eingetreten vermerken" });
  await end.getByLabel("Grund").fill("Der Plan kam mit der Post.");
  await end.getByRole("button", { name: "Als eingetreten vermerken" }).click();
  await expect(toasts(lead, "„Antwort eingegangen“ gilt als eingetreten.")).toBeVisible();
  await expect(nextStep(desk)).toContainText("Antwort prüfen");
  await expect(raum.getByText("Ihre Antwort ist nicht mehr nötig")).toBeVisible();
  await tab(lead, "Verlauf").click();
  await expect(lead.getByText("Der Plan kam mit der Post.")).toBeVisible();
});

test("who is about to ask is told that something is there already", async ({ desk, gastronomie, applicant }) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  const raum = await applicant("organisation", 3);
  await openAntrag(raum, vorgang.id);
  await raum.getByRole("button", { name: "Nachricht schreiben" }).click();
  await raum.getByLabel("Ihre Nachricht an uns").fill("Der Lageplan kommt hier.");
  await raum.getByRole("button", { name: "Nachricht senden" }).click();
  await expect(raum.getByText("Ihre Antwort ist bei uns angekommen")).toBeVisible();
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "unvollstaendig" });
  await openVorgang(desk, vorgang.id);
  await expect(nextStep(desk)).toContainText("Es liegt schon eine Antwort vor, eingegangen am");
  await nextStep(desk).getByRole("link", { name: "Antwort ansehen", exact: true }).click();
  await expect(desk.getByText("Der Lageplan kommt hier.")).toBeVisible();
});

test("out of parallel work by a jump: the rest is asked for, the end is whole, and reopened there is something to do", async ({
  desk,
  staff,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie();
  await takeAndAccept(desk, vorgang.id);
  await completeTask(desk, vorgang.id, "vollstaendigkeit", { ergebnis: "vollstaendig" });
  const lead = await staff("teamleitung");
  await openVorgang(lead, vorgang.id, "prozess");

  await test.step("a reminder is put off", async () => {
    const waits = lead.getByRole("region", { name: "Worauf der Vorgang wartet" });
    await waits.getByRole("button", { name: "Verlegen … Zuarbeit überfällig" }).click();
    const move = lead.getByRole("dialog", { name: "„Zuarbeit überfällig“ verlegen" });
    await move.getByLabel("Letzter Tag").fill("2099-05-04");
    await move.getByLabel("Grund").fill("Der Tiefbau hat Urlaub.");
    await move.getByRole("button", { name: "Verlegen", exact: true }).click();
    await expect(waits).toContainText("04.05.2099");
  });

  await lead.getByLabel("Statt der Aufgabe").selectOption({ label: "Fachliche Prüfung" });
  await lead.getByLabel("weiter bei").selectOption({ label: "Vorgang abschließen" });
  await lead.getByLabel("Grund").fill("Hat sich erledigt.");
  const jump = lead.getByRole("button", { name: "Springen" });
  await expect(jump).toBeDisabled();
  await lead.getByLabel("Es läuft weiter.").check();
  await jump.click();
  await expect(lead.getByRole("region", { name: "In Worten", exact: true })).toContainText("Vorgang abschließen");

  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Abschließen");
  const close = desk.getByRole("dialog", { name: "Abschließen" });
  await close.getByRole("button", { name: "Abschließen" }).click();
  await expect(toasts(desk, `${vorgang.vorgangsnummer} abgeschlossen`)).toBeVisible();
  const ended = await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`);
  expect(ended.aufgaben.filter((a) => a.zustand === "offen")).toEqual([]);
  await tab(desk, "Prozess").click();
  await expect(desk.getByText("Der Prozess ist beendet.")).toBeVisible();

  await chooseFurther(desk, "Wiedereröffnen");
  const reopen = desk.getByRole("dialog", { name: "Wiedereröffnen" });
  await reopen.getByLabel("Grund").fill("Es fehlt noch etwas.");
  await reopen.getByRole("button", { name: "Wiedereröffnen" }).click();
  await tab(desk, "Übersicht").click();
  await expect(desk.getByText("Wiedereröffnet: von Hand weiterführen").first()).toBeVisible();
});
