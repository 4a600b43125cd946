import { row, unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

const word = () => unique("x").split(" ")[1] ?? "";

test("a half-remembered name is found, with the reason", async ({ desk, freierAntrag }) => {
  const marke = word();
  const { firma } = await freierAntrag({ firma: `Müßiggang ${marke} Größenwahn` });
  await desk.keyboard.press("/");
  await expect(desk.getByRole("searchbox", { name: "Vorgänge suchen" })).toBeFocused();
  for (const query of [`Muessiggang ${marke}`, `mussiggang ${marke}`, `${marke} Größen`]) {
    await desk.getByRole("searchbox", { name: "Vorgänge suchen" }).fill(query);
    await expect(row(desk, firma)).toBeVisible();
  }
  await expect(desk.getByRole("heading", { name: /^Treffer für/ })).toBeVisible();
  await expect(desk).toHaveURL(/suche=/);
});

test("a value of the form finds the case, nothing else does", async ({ desk, freierAntrag }) => {
  const wert = `kennwort${word()}`;
  const { firma, vorgang } = await freierAntrag({
    zusatz: [{ name: "stichwort", label: "Stichwort", typ: "text", text: wert }],
  });
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${wert}`);
  await expect(row(desk, firma)).toContainText(wert);
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${vorgang.vorgangsnummer}`);
  await expect(row(desk, firma)).toBeVisible();
  await desk.goto(`/schreibtisch?ansicht=alle&suche=${wert}nichts`);
  await expect(desk.getByText("Kein Vorgang passt")).toBeVisible();
  await desk.getByRole("link", { name: "Ohne Filter zeigen" }).click();
  await expect(desk.getByRole("heading", { name: "Alle Vorgänge" })).toBeVisible();
});
