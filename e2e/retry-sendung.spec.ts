import { act, chooseFurther, message, openVorgang, takeAndAccept, toasts } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
import { expect, test } from "./fixtures/test.ts";

test("a message that cannot be delivered says why and is sent once more", async ({ desk, freierAntrag }) => {
  const { vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION, email: "niemand@lindenfurt.example" });
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id, "nachrichten?neu=nachricht");
  await desk.getByLabel("Betreff").fill("Zu Ihrem Antrag");
  await desk.getByLabel("Text", { exact: true }).fill("Guten Tag, Ihr Antrag wird geprüft.");
  await desk.getByRole("button", { name: "Nachricht senden" }).click();
  const sent = message(desk, "Zu Ihrem Antrag");
  await expect(sent).toContainText("Im Antragsraum bereitgestellt");
  await expect(sent).toContainText("Hinweis per E-Mail: Zustellung fehlgeschlagen");
  await openVorgang(desk, vorgang.id);
  const open = desk.getByRole("region", { name: "Eine Sendung ist nicht angekommen" });
  await expect(open).toContainText("E-Mail – Zu Ihrem Antrag: Zustellung fehlgeschlagen");
  await open.getByRole("button", { name: "Zustellung wiederholen" }).click();
  await expect(open).toContainText("2 Versuche");
});

test("a closed case goes to the records system, or says in its Verlauf that it did not", async ({
  desk,
  freierAntrag,
}) => {
  const { vorgang } = await freierAntrag();
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "abschluss");
  await openVorgang(desk, vorgang.id);
  await chooseFurther(desk, "Im DMS ablegen");
  await expect(toasts(desk, "Übergabe an das DMS begonnen.")).toBeVisible();
  await openVorgang(desk, vorgang.id, "verlauf");
  await expect(desk.getByText("In den Ordner des DMS gelegt")).toBeVisible();
});
