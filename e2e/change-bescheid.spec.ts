import { today } from "../frontend/src/lib/date.ts";
import { expectAccessible } from "./fixtures/axe.ts";
import { confirmHearing } from "./fixtures/bescheid.ts";
import { act, call, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { openAntrag } from "./fixtures/raum.ts";
import { expect, test } from "./fixtures/test.ts";

const NACHBAR = { name: "Nina Nachbar", strasse: "Markt 3", plzOrt: "39576 Stendal" };

test("a grant that was unlawful is taken back on a ground of the law, from everybody who has it", async ({
  desk,
  applicant,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: KONTO_ORGANISATION });
  await takeAndAccept(desk, vorgang.id);
  const post = { aufgegebenAm: today(), bestaetigt: ["kein_werktag"] };
  const { bescheide } = await act(desk, vorgang.id, "bescheid", { ergebnis: "bewilligt", kanal: "post" });
  const first = `bescheid/${bescheide[0]?.id}`;
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await act(desk, vorgang.id, `${first}/postaufgabe`, post);
  const named = await act(desk, vorgang.id, `${first}/adressaten`, { rolle: "beteiligt", anschrift: NACHBAR });
  await act(desk, vorgang.id, `${first}/postaufgabe`, { ...post, adressat: named.bescheide[0]?.adressaten[0]?.id });
  await desk.reload();

  await desk.getByRole("button", { name: "Bescheid ändern oder ersetzen …" }).click();
  await expect(desk.getByText("Wie entscheiden Sie über den Antrag?")).toBeHidden();
  await desk.getByLabel(/^Zurücknehmen – Bescheid vom/).check();
  await desk.getByLabel("Grund nach dem Gesetz").selectOption("taeuschung");
  await expect(desk.getByLabel(/^Seit wann ist der Behörde bekannt/)).toBeHidden(); // § 48 Abs. 4 Satz 2
  await desk.getByLabel("Grund nach dem Gesetz").selectOption("abgewogen");
  await desk.getByLabel(/^Seit wann ist der Behörde bekannt/).fill(today());
  await desk.getByLabel(/^Ab wann wirkt es/).fill("2027-01-01");
  await expect(desk.getByLabel("Entscheidungssatz")).toBeHidden();
  await desk.getByLabel(/^Er fällt ganz weg/).check();
  await expect(desk.getByText("{{wirkung}} steht im Brief als „ab dem 01.01.2027“.")).toBeVisible();
  await expect(desk.getByLabel("Entscheidungssatz")).toHaveValue(/wird mit Wirkung \{\{wirkung\}\} zurückgenommen\./);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: "Weiter zu: Gründe" }).click();
  await desk.getByLabel("Begründung").fill("Die Fläche gehört nicht der Stadt. Ihr Vertrauen haben wir abgewogen.");
  await desk.getByLabel("Ja, sie hatte Gelegenheit dazu").check();
  await desk.getByLabel("Tag, an dem die Gelegenheit gegeben wurde").fill(today());
  await desk.getByRole("button", { name: "Weiter zu: Nebenbestimmungen und Gebühr" }).click();
  await expect(desk.getByLabel("Gebühr in Euro")).toHaveValue("");
  await desk.getByRole("button", { name: "Weiter zu: Vorschau" }).click();
  await expect(desk.getByTitle("Vorschau des Bescheids")).toBeVisible();
  await desk.getByRole("button", { name: "Weiter zu: Bekanntgabe" }).click();
  await desk.getByLabel(/^Brief per Post/).check();
  const pruefung = desk.getByRole("region", { name: "Prüfung vor der Erteilung" });
  await expect(pruefung).toContainText("§ 48 Abs. 1 bis 3 VwVfG – erfüllt");
  await expect(pruefung).toContainText("Geht mit eigenem Brief auch an: Nina Nachbar.");
  await confirmHearing(desk);
  await desk.getByRole("button", { name: "Bescheid erteilen …" }).click();
  await desk.getByRole("button", { name: "Ja, Bescheid erteilen" }).click();
  await expect(desk.getByText("zur Post zu geben", { exact: true }).first()).toBeVisible();
  await expect(desk.getByText(/^Rücknahme vom .* ist noch nicht bekannt gegeben; bis dahin gilt dieser/)).toBeVisible();
  await expect(desk.getByText(/^Zurücknehmen: Bescheid vom .* · Das Vertrauen ist .* · wirkt ab/)).toBeVisible();
  await expect(desk.getByText(/wird mit Wirkung ab dem 01.01.2027 zurückgenommen/)).toBeVisible();
  await expect(desk.getByRole("region", { name: "Auch an Nina Nachbar" })).toHaveCount(2);
  await expectAccessible(desk);

  // it has not gone out yet: the only thing to do with it is to put another in its place, and that begins with its words
  await desk.getByRole("button", { name: "Bescheid ändern oder ersetzen …" }).click();
  await expect(desk.getByLabel(/ vom \d\d\.\d\d\.\d{4}/)).toHaveCount(1);
  await desk.getByLabel(/^Ersetzen – Rücknahme vom/).check();
  await expect(desk.getByLabel("Grund nach dem Gesetz")).toHaveValue("abgewogen");
  await expect(desk.getByLabel("Entscheidungssatz")).toHaveValue(/ab dem 01.01.2027 zurückgenommen/);
  await desk.getByRole("button", { name: "Entwurf verwerfen" }).click();

  const { bescheide: both } = await call(desk, "GET", `/api/v1/vorgaenge/${vorgang.id}`);
  const second = both[1];
  await act(desk, vorgang.id, `bescheid/${second?.id}/postaufgabe`, post);
  await act(desk, vorgang.id, `bescheid/${second?.id}/postaufgabe`, { ...post, adressat: second?.adressaten[0]?.id });
  await desk.reload();
  await expect(desk.getByText(/^Zurückgenommen durch den Bescheid vom/)).toBeVisible();

  const raum = await applicant("organisation", 3);
  await raum.setViewportSize({ width: 390, height: 844 });
  await openAntrag(raum, vorgang.id);
  const copies = raum.getByRole("button", { name: "Kopie öffnen" });
  await expect(copies).toHaveCount(2);
  await copies.first().click();
  await expect(copies).toHaveCount(1);
  await copies.first().click();
  await expect(
    raum.getByText(
      /^Mit Bescheid vom .* haben wir über diesen Bescheid neu entschieden\. Bis der neue bekannt gegeben ist, gilt dieser\./,
    ),
  ).toBeVisible();
  await expect(raum.getByText(/^Er nimmt unseren Bescheid vom .* ganz oder zum Teil zurück\./)).toBeVisible();
  await expect(raum.getByText(/Wir haben über unseren Bescheid vom .* neu entschieden\./)).toBeVisible();
  await expectAccessible(raum);
});

test("a letter with a mistake is replaced before it goes out, and begins with what it said", async ({
  desk,
  gastronomie,
}) => {
  const { vorgang } = await gastronomie({ konto: "e2e-ersetzen" });
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "bescheid", {
    ...{ ergebnis: "bewilligt", kanal: "post", tenor: "Sie dürfen 12 m² nutzen.", begruendung: "Platz ist da." },
    nebenbestimmungen: [{ art: "auflage", text: "Abends fegen." }],
  });
  await openVorgang(desk, vorgang.id, "bescheid");
  await expect(desk.getByText("zur Post zu geben")).toBeVisible();
  await desk.getByRole("button", { name: "Bescheid ändern oder ersetzen …" }).click();
  await desk.getByLabel(/^Ersetzen – Bescheid vom/).check();
  const satz = desk.getByLabel("Entscheidungssatz");
  await expect(satz).toHaveValue("Sie dürfen 12 m² nutzen.");
  await satz.fill("Sie dürfen 21 m² nutzen.");
  for (const step of ["Gründe", "Nebenbestimmungen und Gebühr", "Vorschau", "Bekanntgabe"])
    await desk.getByRole("button", { name: `Weiter zu: ${step}` }).click();
  await expect(desk.getByRole("region", { name: "Prüfung vor der Erteilung" })).toContainText("erfüllt");
  await desk.getByRole("button", { name: "Bescheid erteilen …" }).click();
  await desk.getByRole("button", { name: "Ja, Bescheid erteilen" }).click();
  await expect(desk.getByText(/^Ersetzt durch den Bescheid vom .*; er geht nicht mehr hinaus\./)).toBeVisible();
  await expect(desk.getByText("Abends fegen.")).toHaveCount(2);
  await expect(desk.getByLabel("Zur Post gegeben am")).toHaveCount(1); // of the new one
});
