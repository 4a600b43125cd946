import { deliver, deliverGastronomie, deliverNeutral } from "./fixtures/deliver.ts";
import { unique } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";

test("a delivery that cannot be read waits for a person, with its raw message", async ({ staff }) => {
  const mark = unique("kaputt").replace(" ", "-");
  const desk = await staff("poststelle");
  await desk.goto("/klaerfaelle");
  await expect(desk.getByRole("heading", { name: "Klärfälle", level: 1 })).toBeVisible();
  const answer = await deliver("neutral", {
    body: `{"kennung": "${mark}", "formular": {`,
    contentType: "application/json",
  });
  expect(answer.status).toBe(400);

  const waiting = desk.getByRole("row").filter({ hasText: answer.referenz });
  await expect(waiting).toContainText("Das JSON ist nicht lesbar");
  await waiting.getByRole("link").click();
  await expect(desk.getByRole("region", { name: "Rohdaten" })).toContainText(mark);
  await desk.getByRole("button", { name: "Erneut verarbeiten" }).click();
  await expect(desk.getByText("weiterhin ein Klärfall")).toBeVisible();
  await expect(desk.getByText("Versuche").locator("..")).toContainText("2");
});

test("an announced part that is missing becomes a Klärfall", async ({ staff }) => {
  const desk = await staff("poststelle");
  await desk.goto("/klaerfaelle");
  const { status, text, transaktion } = await deliverGastronomie({ firma: unique("Lokal"), ohnePlan: true });
  expect(status).toBe(500);
  expect(text).toContain("faultId");
  expect(transaktion).toBeTruthy();
  await expect(
    desk.getByRole("row").filter({ hasText: "Ein angekündigter Teil der Nachricht fehlt" }).first(),
  ).toBeVisible();
});

test("what happened while the live wire was not yet open appears, too", async ({ staff }) => {
  const kennung = unique("zwischendurch").replace(" ", "/");
  const desk = await staff("poststelle");
  let open = () => {};
  const happened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await desk.routeWebSocket("**/api/v1/live", async (wire) => {
    await happened;
    wire.connectToServer();
  });
  const listed = desk.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/v1/klaerfaelle");
  await desk.goto("/klaerfaelle");
  await listed;
  await deliverNeutral({ firma: unique("Kiosk"), kennung });
  await deliverNeutral({ firma: unique("Kiosk"), kennung });
  open();
  await expect(desk.getByRole("row").filter({ hasText: kennung })).toBeVisible();
});

test("the same id with other content names the case it collides with", async ({ staff }) => {
  const kennung = unique("doppelt").replace(" ", "/");
  const first = await deliverNeutral({ firma: unique("Kiosk"), kennung });
  const second = await deliverNeutral({ firma: unique("Kiosk"), kennung });
  expect([first.status, second.status]).toEqual([200, 409]);
  const desk = await staff("poststelle");
  await desk.goto("/klaerfaelle");
  await desk.getByRole("row").filter({ hasText: kennung }).getByRole("link").click();
  await expect(desk.getByRole("heading", { name: "Dieselbe Kennung mit anderem Inhalt" })).toBeVisible();
  await expect(desk.getByText(first.vorgangsnummer, { exact: true })).toBeVisible();
});
