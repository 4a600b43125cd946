import { openVorgang } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a comment reaches the colleague who has the case open", async ({ desk, staff, freierAntrag, displayName }) => {
  const { vorgang } = await freierAntrag();
  const other = await staff("sachbearbeitung2");
  await openVorgang(other, vorgang.id);
  await openVorgang(desk, vorgang.id);
  await expect(desk.getByRole("status").getByText(await displayName("sachbearbeitung2"))).toBeAttached();
  await desk.getByLabel("Neuer Kommentar").fill("Bitte den Plan ansehen.");
  await desk.getByRole("button", { name: "Kommentar speichern" }).click();
  const comments = other.getByRole("region", { name: "Kommentare" });
  await expect(comments).toContainText("Bitte den Plan ansehen.");
  await expect(comments).toContainText(await displayName("sachbearbeitung"));
  await expect(desk.getByLabel("Neuer Kommentar")).toHaveValue("");
});
