import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { BescheidPruefung, Zeichnung } from "../../../api/types.ts";
import { BegunProvider } from "../../../domain/begun.tsx";
import { aVorgang } from "../../../domain/testdata.ts";
import { beginDecision } from "./decision-draft.ts";
import { Rounds } from "./Rounds.tsx";

const aRound = (part: Partial<Zeichnung> = {}): Zeichnung => ({
  ...{ id: "z1", zustand: "vorgelegt", am: "2026-03-10T09:00:00Z", von: "Sabine Brandt", gruende: ["ablehnung"] },
  ...{ ergebnis: "teilweise", tenor: "Wir erlauben 12 m².", ablehnung: "Den Rest lehnen wir ab.", begruendung: "Eng." },
  ...{
    nebenbestimmungen: [],
    gebuehr: 120000,
    kanal: "post",
    bestaetigt: [],
    anlagen: [],
    giltNoch: [],
    anhoerung: { am: "2026-03-01" },
  },
  ...{ entschiedenVon: "", bemerkung: "", aktionen: ["zeichnen", "zurueckgeben"] },
  ...part,
});

let sent: { url: string; body: Record<string, unknown> }[] = [];
let points: BescheidPruefung["punkte"] = [];
let zeichen: BescheidPruefung["zeichen"];
let refused = false;

beforeEach(() => {
  sent = [];
  points = [];
  zeichen = undefined;
  refused = false;
  URL.createObjectURL = () => "blob:x";
  URL.revokeObjectURL = () => {};
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= () => {};
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, "http://x"), init);
    const { pathname } = new URL(request.url);
    if (refused && pathname.endsWith("/pruefung"))
      return Response.json({ reason: "conflict", code: "conflict", status: 409 }, { status: 409 });
    if (pathname.endsWith("/pruefung"))
      return Response.json({
        ...{ punkte: points, zeichnung: ["ablehnung"], zeichen },
        ...{ anschrift: ["RA Recht", "Weg 1"], auch: ["Nina Nachbar"] },
      });
    if (pathname.includes("/entwuerfe/")) return Response.json({ inhalt: {} });
    if (pathname.endsWith("/vorschau")) return new Response("%PDF");
    if (request.method === "POST") sent.push({ url: pathname, body: await request.json() });
    return Response.json(aVorgang({ version: 4 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

function show(rounds: Zeichnung[]) {
  const vorgang = aVorgang({ zeichnungen: rounds });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BegunProvider vorgang={vorgang}>
        <Rounds vorgang={vorgang} />
      </BegunProvider>
    </QueryClientProvider>,
  );
}

it("marks what has changed since the round before, and nothing else", () => {
  show([
    aRound({ zustand: "zurueckgegeben", bemerkung: "Mehr Platz.", aktionen: [] }),
    aRound({ id: "z2", tenor: "Wir erlauben 14 m².", gebuehr: 140000, aktionen: [] }),
  ]);
  const changed = screen.getByText("Geändert gegenüber der Vorlage davor").parentElement as HTMLElement;
  expect([...changed.querySelectorAll("dt")].map((x) => x.textContent)).toEqual(["Entscheidung", "Gebühr"]);
  expect([...changed.querySelectorAll("del")].map((x) => x.lastChild?.textContent)).toEqual(["12 ", "1.200,00\u00a0€"]);
  expect([...changed.querySelectorAll("ins")].map((x) => x.lastChild?.textContent)).toEqual(["14 ", "1.400,00\u00a0€"]);
  expect(screen.getByText("Mehr Platz.")).toBeTruthy();
});

it("signs once what is new was confirmed, and sends what the second person confirmed", async () => {
  points = [{ kennung: "frist", stand: "bestaetigen", grund: "period_running", norm: "§ 31 VwVfG" }];
  show([aRound()]);
  const sign = screen.getByRole("button", { name: "Zeichnen und erteilen …" });
  await userEvent.click(await screen.findByLabelText("Wir entscheiden trotzdem schon jetzt"));
  await waitFor(() => expect(sign).toHaveProperty("disabled", false));
  await userEvent.click(sign);
  await userEvent.click(screen.getByRole("button", { name: "Ja, zeichnen und erteilen" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.url).toContain("/zeichnungen/z1/zeichnung");
  expect(sent[0]?.body).toEqual({ version: 3, bestaetigt: ["period_running"] });
});

it("asks the second person again of what time has changed", async () => {
  points = [{ kennung: "frist", stand: "bestaetigen", grund: "period_running", norm: "§ 31 VwVfG" }];
  show([aRound({ bestaetigt: ["period_running"], giltNoch: [] })]);
  expect(await screen.findByLabelText("Wir entscheiden trotzdem schon jetzt")).toHaveProperty("checked", false);
  expect(screen.getByRole("button", { name: "Zeichnen und erteilen …" })).toHaveProperty("disabled", true);
});

it("names what no letter can show, and is not signed", async () => {
  points = [{ kennung: "zeichen", stand: "fehlt", grund: "characters_not_printable", norm: "DIN 91379" }];
  zeichen = [{ feld: "vertritt", nr: 0, zeile: 1, stelle: 3, zeichen: "U+738B" }];
  show([aRound()]);
  await screen.findByText("Wen die Person vertritt, Zeile 1, Zeichen 3: 王 (U+738B)");
  screen.getByText(/Schreiben Sie in lateinischen Buchstaben, wen die Person vertritt/);
  expect(screen.getByRole("button", { name: "Zeichnen und erteilen …" })).toHaveProperty("disabled", true);
});

it("names everybody who gets the letter before it goes out", async () => {
  show([aRound()]);
  const sign = screen.getByRole("button", { name: "Zeichnen und erteilen …" });
  await waitFor(() => expect(sign).toHaveProperty("disabled", false));
  await userEvent.click(sign);
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/für Maren Lüders/)).toBeTruthy();
  expect(dialog.getAllByRole("listitem").map((x) => x.textContent)).toEqual(["RA Recht, Weg 1", "Nina Nachbar"]);
});

it("is looked at again where the check had failed", async () => {
  refused = true;
  show([aRound()]);
  const sign = screen.getByRole("button", { name: "Zeichnen und erteilen …" });
  const again = await screen.findByRole("button", { name: "Noch einmal versuchen" });
  refused = false;
  await userEvent.click(again);
  await waitFor(() => expect(sign).toHaveProperty("disabled", false));
});

it("is not signed while something is missing", async () => {
  points = [{ kennung: "empfaenger", stand: "fehlt", grund: "address_missing", norm: "§ 41 VwVfG" }];
  show([aRound()]);
  await screen.findByText("Empfänger und Anschrift");
  expect(screen.getByRole("button", { name: "Zeichnen und erteilen …" })).toHaveProperty("disabled", true);
});

it("goes back with a reason, and who wrote it goes on where it was", async () => {
  const round = aRound();
  show([round]);
  await userEvent.click(screen.getByRole("button", { name: "Zurückgeben …" }));
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Was ist zu ändern?"), "Mehr Platz.");
  await userEvent.click(dialog.getByRole("button", { name: "Zurückgeben" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ version: 3, grund: "Mehr Platz." }));
  const draft = beginDecision(aVorgang({ zeichnungen: [{ ...round, zustand: "zurueckgegeben" }] }));
  expect(draft).toMatchObject({
    ...{ ergebnis: "teilweise", begruendung: "Eng.", gebuehr: "1200,00", kanal: "post" },
    saetze: { teilweise: { text: round.tenor, ablehnung: round.ablehnung } },
    anhoerung: { war: "ja", am: "2026-03-01", grund: "" },
  });
  expect(beginDecision(aVorgang({ zeichnungen: [round] })).ergebnis).toBe("");
});
