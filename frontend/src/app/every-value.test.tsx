import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, render, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FromContract } from "../api/from-contract.ts";
import { einheitenQuery, ichQuery, prozessQuery, verlaufQuery, vorgangQuery } from "../api/queries.ts";
import type { Ich, Verlaufseintrag, Vorgang } from "../api/types.ts";
import { i18n } from "../i18n/i18n.ts";
import { ReadingPane } from "../views/schreibtisch/ReadingPane.tsx";
import { FIELD_WORDS, GIVEN, HIDDEN, PAYMENT_WORDS, plainForms, words } from "./every-value.ts";
import { queryClient } from "./query-client.ts";
import { router } from "./router.tsx";

// jsdom cannot draw; the same stands in words beside the picture.
vi.mock("../domain/Diagram.tsx", () => ({ default: () => null }));

const TABS = ["", "/antrag", "/nachrichten", "/dokumente", "/bescheid", "/verlauf", "/prozess"];
const vorgang = new FromContract(GIVEN).make<Vorgang>("Vorgang");
vorgang.aktionen = ["bescheid"];
// what stands still has no day
for (const ereignis of vorgang.warten.flatMap((w) => w.ereignisse)) if (ereignis.steht) ereignis.bis = null;

/** The server is away; what the views ask for lies in the cache. */
beforeEach(() => {
  const gone = { type: "x", title: "x", status: 404, code: "not_found", reason: "not_found" };
  vi.stubGlobal("fetch", async () => Response.json(gone, { status: 404 }));
  vi.stubGlobal(
    "WebSocket",
    class extends EventTarget {
      close() {}
      send() {}
    },
  );
  const ich = new FromContract({ rechte: ["vorgang.lesen", "vorgang.bearbeiten"] }).make<Ich>("Ich");
  const entry = new FromContract({ art: "angenommen", daten: {} }).make<Verlaufseintrag>("Verlaufseintrag");
  const finished = vorgang.aufgaben.filter((a) => a.zustand === "erledigt");
  const journal = finished.map((a) => ({
    ...{ ...entry, art: "aufgabe_erledigt", zeit: a.erledigtAm ?? "" },
    daten: { element: a.element, titel: a.titel },
  }));
  const nothing = { tokens: [], erledigt: [], vorfaelle: [], fristen: [], sprungziele: [], namen: {}, gesetzt: [] };
  const bild = { bpmn: "<x/>", laeuft: true, warten: vorgang.warten, ...nothing };
  queryClient.setDefaultOptions({ queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } });
  queryClient.setQueryData(ichQuery.queryKey, ich);
  queryClient.setQueryData(vorgangQuery(vorgang.id).queryKey, vorgang);
  queryClient.setQueryData(verlaufQuery(vorgang.id).queryKey, journal);
  queryClient.setQueryData(prozessQuery(vorgang.id).queryKey, bild);
  queryClient.setQueryData(einheitenQuery.queryKey, []);
});
afterEach(() => vi.unstubAllGlobals());

const textOf = (container: HTMLElement) => (container.querySelector("main, aside") ?? container).textContent ?? "";

async function tabs(): Promise<string[]> {
  const { container } = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  const texts: string[] = [];
  for (const tab of TABS) {
    await act(() => router.navigate({ to: `/vorgaenge/${vorgang.id}${tab}` as "/" }));
    await waitFor(() =>
      expect(container.querySelector(`[aria-current="page"][href$="${vorgang.id}${tab}"]`)).toBeTruthy(),
    );
    texts.push(textOf(container));
  }
  return texts;
}

type Leaf = { path: string; value: unknown; parent: Record<string, unknown> };

function leaves(value: unknown, path: string, parent: Record<string, unknown>): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((v) => leaves(v, path, parent));
  if (typeof value !== "object" || value === null) return [{ path, value, parent }];
  const part = value as Record<string, unknown>;
  return Object.entries(part).flatMap(([name, v]) => leaves(v, path === "" ? name : `${path}.${name}`, part));
}

it("shows every value of a case on some tab", async () => {
  const shown = (await tabs()).join("\n");
  const inWords = words(i18n.t);
  const missing = leaves(vorgang, "", {}).flatMap(({ path, value, parent }) => {
    if (/^(antragsdaten|zahlung)\./.test(path) || value === "" || value === null) return [];
    if (HIDDEN.some((h) => h.path.test(path) && (h.when?.(parent) ?? true))) return [];
    const said = inWords[path]?.(value as never, parent) ?? plainForms(value);
    const forms = typeof said === "string" ? [said] : said;
    return forms.length === 0 || forms.some((form) => form && shown.includes(form)) ? [] : [`${path}: ${forms[0]}`];
  });
  expect(missing).toEqual([]);
  for (const word of [...FIELD_WORDS, PAYMENT_WORDS]) expect(shown).toContain(word);
});

it("has no exception that is none", () => {
  const paths = leaves(vorgang, "", {}).map((leaf) => leaf.path);
  expect(HIDDEN.filter((h) => !paths.some((path) => h.path.test(path))).map((h) => String(h.path))).toEqual([]);
});

it("shows what tasks collected where one decides: overview, journal and reading pane", async () => {
  const [overview = "", , , , , journal = ""] = await tabs();
  const pane = createRouter({
    routeTree: createRootRoute({ component: () => <ReadingPane id={vorgang.id} /> }),
    history: createMemoryHistory(),
  });
  const { container } = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={pane as never} />
    </QueryClientProvider>,
  );
  const said = vorgang.aufgaben.filter((a) => a.zustand === "erledigt").flatMap((a) => a.angaben);
  expect(said.length).toBeGreaterThan(0);
  await waitFor(() => expect(container.textContent).toContain(vorgang.vorgangsnummer));
  for (const text of [overview, journal, container.textContent])
    for (const angabe of said) expect(text).toContain(angabe.label + angabe.text);
});
