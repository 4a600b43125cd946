import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Regel, Zustaendigkeit as Tabelle } from "../../api/zuordnung.ts";
import { Toasts } from "../../components/Toasts.tsx";
import { Zustaendigkeit } from "./Zustaendigkeit.tsx";

let table: Tabelle;
let sent: { version: number; regeln: Regel[] }[];
let stale: boolean;
/** The server answers a save when this is done. */
let held: Promise<void> | null;

beforeEach(() => {
  held = null;
  sent = [];
  stale = false;
  table = {
    version: 3,
    geaendertAm: "2026-11-20T10:00:00Z",
    geaendertVon: "Ina Tech",
    regeln: [
      { region: "06", einheit: "32" },
      { region: "06412", einheit: "20" },
    ],
  };
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (path.endsWith("/einheiten"))
      return Response.json({
        einheiten: [
          { schluessel: "32", name: "Ordnungsamt" },
          { schluessel: "20", name: "Steuern" },
        ],
      });
    if (path.endsWith("/zugaenge")) return Response.json({ zugaenge: [] });
    if (request.method === "PUT") {
      const body = await request.json();
      await held;
      sent.push(body);
      if (stale)
        return Response.json({ type: "x", title: "x", status: 409, code: "stale", reason: "stale" }, { status: 409 });
      table = { ...table, version: body.version + 1, regeln: body.regeln };
    }
    return Response.json(table);
  });
});
afterEach(() => vi.unstubAllGlobals());

async function open() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Zustaendigkeit />
      <Toasts />
    </QueryClientProvider>,
  );
  await screen.findByRole("textbox", { name: "Zeile 2, Region (ARS/AGS)" });
  return userEvent.setup();
}

const cell = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });

it("warns of a row that never decides, until it is moved up", async () => {
  const user = await open();
  expect(screen.getByText(/Zeile 1 passt immer vorher/)).toBeTruthy();
  cell("Zeile 2, Region (ARS/AGS)").focus();
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  expect(screen.queryByText(/passt immer vorher/)).toBeNull();
  expect(cell("Zeile 1, Region (ARS/AGS)").value).toBe("06412");
  await waitFor(() => expect(document.activeElement).toBe(cell("Zeile 1, Region (ARS/AGS)")));
});

it("saves under the version it was read with", async () => {
  const user = await open();
  await user.type(cell("Zeile 1, LeiKa"), "99999032002000");
  await user.click(screen.getByRole("button", { name: "Tabelle speichern" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({
    version: 3,
    regeln: [
      { region: "06", einheit: "32", leika: "99999032002000" },
      { region: "06412", einheit: "20" },
    ],
  });
});

it("keeps what is typed while the table is under way, and saves it on top", async () => {
  const user = await open();
  let release = () => {};
  held = new Promise((done) => {
    release = done;
  });
  await user.type(cell("Zeile 2, Bemerkung"), "eins");
  await user.click(screen.getByRole("button", { name: "Tabelle speichern" }));
  await user.type(cell("Zeile 2, Bemerkung"), " und zwei");
  release();
  const save = screen.getByRole("button", { name: "Tabelle speichern" });
  await waitFor(() => expect(save.getAttribute("aria-busy")).toBeNull());
  expect(table.version).toBe(4);
  expect(cell("Zeile 2, Bemerkung").value).toBe("eins und zwei");
  await user.click(screen.getByRole("button", { name: "Tabelle speichern" }));
  await waitFor(() =>
    expect(sent.map((s) => [s.version, s.regeln[1]?.bemerkung])).toEqual([
      [3, "eins"],
      [4, "eins und zwei"],
    ]),
  );
});

it("says what is wrong and saves nothing", async () => {
  const user = await open();
  await user.type(cell("Zeile 1, LeiKa"), "123");
  expect(screen.getByText("Ein LeiKa-Schlüssel hat 14 Ziffern.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "+ Zeile hinzufügen" }));
  expect(screen.queryByText("Bitte wählen Sie die Stelle.")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Tabelle speichern" }));
  expect(screen.getByText("Bitte wählen Sie die Stelle.")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toContain("2 Angaben");
  expect(sent).toEqual([]);
});

it("deletes with undo", async () => {
  const user = await open();
  await user.click(screen.getByRole("button", { name: "Zeile 1 löschen" }));
  expect(cell("Zeile 1, Region (ARS/AGS)").value).toBe("06412");
  await user.click(screen.getByRole("button", { name: "Rückgängig" }));
  expect(cell("Zeile 1, Region (ARS/AGS)").value).toBe("06");
});

it("keeps unsaved rows over a reload and over a colleague's save", async () => {
  const user = await open();
  await user.type(cell("Zeile 1, Bemerkung"), "meine");
  stale = true;
  await user.click(screen.getByRole("button", { name: "Tabelle speichern" }));
  table = { ...table, version: 9, geaendertVon: "Udo Werk" };
  expect(await screen.findByText("Jemand hat die Tabelle inzwischen gespeichert")).toBeTruthy();
  expect(cell("Zeile 1, Bemerkung").value).toBe("meine");
  expect(localStorage.getItem("kontor.entwurf.zustaendigkeit")).toContain("meine");
});
