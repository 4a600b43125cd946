// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Punkt, Vorgang } from "../api/types";
import {
  atOffice,
  ich,
  ids,
  nachricht,
  openPage,
  serve,
  serveUploads,
  tidy,
  vorgang,
  vorgangPath,
} from "../test-support";

const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Ihre Nachricht an uns" });
const routes = (v: Vorgang) => ({ "GET /ich": ich, [`GET /vorgaenge/${ids.vorgang}`]: v });
const withPunkt = (zustand: Punkt["zustand"], grund?: string): Vorgang => ({
  ...vorgang,
  ...(zustand === "eingereicht" ? atOffice : {}),
  nachrichten: [
    {
      ...nachricht,
      art: "nachforderung",
      punkte: [{ id: ids.punkt, titel: "Mietvertrag", zustand, dokumente: [], ...(grund ? { grund } : {}) }],
    },
  ],
});

afterEach(tidy);

describe("an answer in words", () => {
  const answered: Vorgang = { ...vorgang, ...atOffice };
  beforeEach(() => void serve(routes(vorgang)));

  it("survives a reload of the page", async () => {
    const first = openPage(vorgangPath);
    await userEvent.type(await field(), "72 Quadratmeter");
    first.unmount();
    openPage(vorgangPath);
    expect((await field()).value).toBe("72 Quadratmeter");
  });

  it("keeps the text when sending fails, and repeats its key so that nothing arrives twice", async () => {
    const sent = serveUploads([503, 201], () => answered);
    openPage(vorgangPath);
    await userEvent.type(await field(), "72 Quadratmeter");
    await userEvent.click(screen.getByRole("button", { name: "Antwort senden" }));
    expect(await screen.findByText(/Ihr Text und Ihre Dateien sind noch da/)).toBeTruthy();
    expect((await field()).value).toBe("72 Quadratmeter");
    await userEvent.click(screen.getByRole("button", { name: "Noch einmal senden" }));
    const receipt = await screen.findByText("Ihre Antwort ist bei uns angekommen");
    expect(document.activeElement).toBe(receipt);
    expect(sent[1]?.get("schluessel")).toBe(sent[0]?.get("schluessel"));
    expect(window.localStorage.length).toBe(0);
  });

  it("uses a new key when the text was changed after a failure", async () => {
    const sent = serveUploads([503, 201], () => answered);
    openPage(vorgangPath);
    await userEvent.type(await field(), "72");
    await userEvent.click(screen.getByRole("button", { name: "Antwort senden" }));
    await screen.findByText(/sind noch da/);
    await userEvent.type(await field(), " m²");
    await userEvent.click(screen.getByRole("button", { name: "Noch einmal senden" }));
    await screen.findByText("Ihre Antwort ist bei uns angekommen");
    expect(sent[1]?.get("schluessel")).not.toBe(sent[0]?.get("schluessel"));
  });

  it("does not send nothing", async () => {
    const sent = serveUploads([], () => answered);
    openPage(vorgangPath);
    await field();
    await userEvent.click(screen.getByRole("button", { name: "Antwort senden" }));
    expect(screen.getByText(/Schreiben Sie bitte einen Text/)).toBeTruthy();
    expect(document.activeElement).toBe(await field());
    expect(sent).toHaveLength(0);
  });
});

describe("missing documents", () => {
  it("go out item by item and are confirmed item by item", async () => {
    serve(routes(withPunkt("offen")));
    const sent = serveUploads([201], () => withPunkt("eingereicht"));
    openPage(vorgangPath);
    const item = (await screen.findByRole("heading", { name: "Mietvertrag" })).closest("li");
    if (!item) throw new Error("no item");
    expect(within(item).getByText("Fehlt noch")).toBeTruthy();
    const file = new File(["vertrag"], "mietvertrag.pdf", { type: "application/pdf" });
    await userEvent.upload(within(item).getByLabelText(/Datei oder Foto wählen/), file);
    expect(within(item).getByText("Datei gewählt – noch nicht gesendet")).toBeTruthy();
    expect(within(item).getByRole("button", { name: "mietvertrag.pdf entfernen" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Antwort senden" }));
    expect(await screen.findByText("Übertragen – wir schauen es uns an")).toBeTruthy();
    const parts = [...(sent[0]?.keys() ?? [])];
    expect(parts).toEqual(["nachricht", "schluessel", "text", `punkt:${ids.punkt}`]);
  });

  it("say why one came back and take it again", async () => {
    serve(routes(withPunkt("zurueckgewiesen", "Seite 2 fehlt.")));
    openPage(vorgangPath);
    expect(await screen.findByText("Zurückgewiesen")).toBeTruthy();
    expect(screen.getByText("Seite 2 fehlt.")).toBeTruthy();
    expect(screen.getByLabelText(/Datei oder Foto wählen/)).toBeTruthy();
  });

  it("refuse an empty file with a sentence that names it", async () => {
    serve(routes(withPunkt("offen")));
    openPage(vorgangPath);
    await userEvent.upload(await screen.findByLabelText(/Datei oder Foto wählen/), new File([], "leer.pdf"));
    expect(screen.getByText(/„leer.pdf“ ist leer/)).toBeTruthy();
  });
});

it("is never a dead end: where no answer is taken, the ways to the office are named", async () => {
  serve(routes({ ...vorgang, stand: "abgeschlossen", amZug: "niemand", offen: [], antwortMoeglich: false }));
  openPage(vorgangPath);
  expect(await screen.findByRole("heading", { name: "Hier können Sie nicht mehr antworten" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "0391 555-12" }).getAttribute("href")).toBe("tel:039155512");
});

it("keeps the form of an open question, though the last word of the office wanted no answer", async () => {
  const last = {
    ...nachricht,
    id: ids.punkt,
    betreff: "Urlaub",
    antwort: "keine" as const,
    am: "2026-11-20T10:00:00Z",
  };
  serve(routes({ ...vorgang, antwortMoeglich: false, nachrichten: [nachricht, last] }));
  openPage(vorgangPath);
  expect(await field()).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "Hier können Sie nicht mehr antworten" })).toBeNull();
});
