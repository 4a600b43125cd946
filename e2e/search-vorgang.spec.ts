import { act, row, takeAndAccept, unique } from "./fixtures/desk.ts";
import { KONTO_ORGANISATION } from "./fixtures/intelliform.ts";
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
  for (const nothing of [`${wert}nichts`, "%", "_", "🙂"]) {
    await desk.goto(`/schreibtisch?ansicht=alle&suche=${encodeURIComponent(nothing)}`);
    await expect(desk.getByText("Kein Vorgang passt")).toBeVisible();
  }
  await desk.getByRole("button", { name: "Zurück zur Liste" }).click();
  await expect(desk.getByRole("heading", { name: "Alle Vorgänge" })).toBeVisible();
});

test("what was written and what a file is called find the case", async ({ desk, freierAntrag }) => {
  const { firma, vorgang } = await freierAntrag({ konto: KONTO_ORGANISATION });
  const satz = `Rettungsweg ${word()}`;
  await takeAndAccept(desk, vorgang.id);
  await act(desk, vorgang.id, "nachrichten", {
    art: "nachricht",
    betreff: "Frage",
    text: `Wie breit ist der ${satz}?`,
  });
  await desk.goto("/schreibtisch?ansicht=alle");
  await expect(async () => {
    await desk.reload();
    await desk.getByRole("searchbox", { name: "Vorgänge suchen" }).fill(satz);
    await expect(row(desk, firma)).toContainText(satz, { timeout: 2000 });
  }).toPass();
});

test("Escape and Back lead from a search to exactly the list that was there", async ({ desk, freierAntrag }) => {
  const { firma } = await freierAntrag();
  const search = desk.getByRole("searchbox", { name: "Vorgänge suchen" });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10); // what other specs deliver stays out
  for (const width of [1366, 390]) {
    await test.step(`${width} px wide`, async () => {
      await desk.setViewportSize({ width, height: 600 });
      await desk.goto("/schreibtisch?ansicht=alle");
      await desk.goto(`/schreibtisch?ansicht=alle&sortierung=eingang&eingangBis=${yesterday}`);
      await expect(desk.getByRole("row").nth(9)).toBeAttached();
      const address = desk.url();
      const place = () =>
        desk.evaluate(() => {
          const box = document.querySelector("table")?.parentElement;
          return [Math.round(scrollY), Math.round(box?.scrollTop ?? 0)];
        });
      /** Where the page comes to rest: a field that gets the focus is scrolled to, and that takes a while. */
      const settled = async () => {
        const seen = [await place()];
        const still = async () => seen.push(await place()) > 3 && new Set(seen.slice(-3).map(String)).size === 1;
        await expect.poll(still, { intervals: [250] }).toBe(true);
        return seen.at(-1);
      };
      await desk.getByRole("row").last().scrollIntoViewIfNeeded();
      expect(Math.max(...(await place()))).toBeGreaterThan(0);
      for (const back of [() => desk.keyboard.press("Escape"), () => desk.goBack()]) {
        await desk.keyboard.press("/");
        await expect(search).toBeFocused();
        const before = await settled(); // on a phone the field stands at the top of the page
        await search.pressSequentially(firma.slice(0, 5));
        await expect(desk).toHaveURL(/suche=/);
        await search.fill(firma);
        await expect(desk.getByRole("heading", { name: `Treffer für „${firma}“` })).toBeVisible();
        await back();
        await expect(desk).toHaveURL(address);
        await expect.poll(place).toEqual(before);
      }
      await desk.goBack();
      await expect(desk).toHaveURL(/ansicht=alle$/);
    });
  }
});
