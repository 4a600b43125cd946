import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FromContract } from "../../../api/from-contract.ts";
import { ichQuery } from "../../../api/queries.ts";
import type { Ich, Nachricht, Sendung, Vorgang } from "../../../api/types.ts";
import { BegunProvider } from "../../../domain/begun.tsx";
import { aVorgang } from "../../../domain/testdata.ts";
import { Thread } from "./Thread.tsx";

const asked = (part: Partial<Nachricht>): Nachricht => ({
  ...{ id: "n", richtung: "aus", art: "nachforderung", betreff: "Lageplan", text: "x", am: "2026-11-20T08:00:00Z" },
  ...{ antwort: "erforderlich", antwortBis: "2026-12-18", antwortOffen: true, gelesen: true, anhaenge: [] },
  ...{
    von: "S. Müller",
    vertrauensniveau: 1,
    punkte: [],
    brief: false,
    widerspruchMoeglich: false,
    stumm: false,
    uhrStehtSeit: null,
  },
  ...{ fristAktionen: [] },
  ...part,
});
const letter = (part: Partial<Sendung>): Sendung => ({
  ...{ id: "s", ziel: "post", art: "nachforderung", zustand: "zur_post", am: "2026-11-20T08:00:00Z", versuche: 1 },
  ...{ nachrichtId: "n", aktionen: ["aufgeben", "verwerfen"], dokument: "d" },
  anschrift: "Maren Lüders, Hafengasse 4, 43210 Lindenfurt",
  ...part,
});

type Body = Record<string, unknown>;
let sent: [path: string, body: Body][] = [];

/** The server: asks back for what `asks` names until it is confirmed. */
function serve(asks: string[] = []) {
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.includes("/entwuerfe/")) return Response.json({ inhalt: {} });
    if (request.method === "GET") return Response.json(aVorgang());
    const { version: _, ...body } = await request.json();
    sent.push([new URL(request.url).pathname.split("/").slice(-3).join("/"), body]);
    if (asks.length === 0 || asks.every((was) => body.bestaetigt?.includes(was)))
      return Response.json(aVorgang({ version: 4 }));
    const rueckfrage = { bestaetigen: asks, bekanntgabeAm: "2026-11-24" };
    const problem = {
      type: "x",
      title: "x",
      status: 409,
      code: "conflict",
      reason: "short_period_unconfirmed",
      rueckfrage,
    };
    return Response.json(problem, { status: 409, headers: { "Content-Type": "application/problem+json" } });
  });
}

beforeEach(() => {
  sent = [];
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= () => {};
});
afterEach(() => vi.unstubAllGlobals());

function show(part: Partial<Vorgang>) {
  const client = new QueryClient();
  client.setQueryData(ichQuery.queryKey, new FromContract({ rechte: ["vorgang.bearbeiten"] }).make<Ich>("Ich"));
  const vorgang = aVorgang(part);
  render(
    <QueryClientProvider client={client}>
      <BegunProvider vorgang={vorgang}>
        <Thread vorgang={vorgang} />
      </BegunProvider>
    </QueryClientProvider>,
  );
}
const dialog = () => within(screen.getByRole("dialog"));

it("shows where a letter is, and enters its day after the question", async () => {
  serve(["frist_kurz"]);
  const user = userEvent.setup();
  show({ nachrichten: [asked({})], sendungen: [letter({})] });
  expect(screen.getByText(/Brief liegt für die Post bereit/).textContent).toContain("Hafengasse 4");
  await user.click(screen.getByRole("button", { name: /^Zur Post gegeben am/ }));
  await user.clear(dialog().getByLabelText("Zur Post gegeben am"));
  await user.type(dialog().getByLabelText("Zur Post gegeben am"), "2026-11-20");
  await user.click(dialog().getByRole("button", { name: "Eintragen" }));
  expect((await dialog().findByRole("alert")).textContent).toContain("als angekommen am Di 24.11.2026");
  await user.click(dialog().getByRole("button", { name: /^Ja, am Fr 20.11.2026/ }));
  await waitFor(() =>
    expect(sent.at(-1)).toEqual([
      "sendungen/s/postaufgabe",
      { aufgegebenAm: "2026-11-20", bestaetigt: ["frist_kurz"] },
    ]),
  );
});

it("enters with its reason that a letter came back", async () => {
  serve();
  const user = userEvent.setup();
  const posted = letter({ zustand: "bereitgestellt", aufgegebenAm: "2026-11-20", aktionen: ["zurueck"] });
  show({ nachrichten: [asked({})], sendungen: [posted] });
  expect(screen.getByText(/Brief zur Post gegeben am Fr 20.11.2026/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Kam zurück/ }));
  await user.type(dialog().getByLabelText("Grund"), "Unbekannt verzogen");
  await user.click(dialog().getByRole("button", { name: "Eintragen" }));
  await waitFor(() => expect(sent).toEqual([["sendungen/s/ruecklauf", { grund: "Unbekannt verzogen" }]]));
});

it("says that nobody knows of a request, and sends it to the address of the application or another", async () => {
  serve();
  const user = userEvent.setup();
  show({ nachrichten: [asked({ stumm: true, brief: true })] });
  expect(screen.getByText("Davon weiß niemand")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Als Brief schicken/ }));
  await user.click(dialog().getByRole("button", { name: "Brief erstellen" }));
  await waitFor(() => expect(sent).toEqual([["nachrichten/n/brief", {}]]));
  await user.click(screen.getByRole("button", { name: /^Als Brief schicken/ }));
  await user.clear(dialog().getByLabelText("Straße und Hausnummer"));
  await user.type(dialog().getByLabelText("Straße und Hausnummer"), "Weg 1");
  await user.click(dialog().getByRole("button", { name: "Brief erstellen" }));
  await waitFor(() =>
    expect(sent.at(-1)?.[1]).toEqual({
      anschrift: { name: "Maren Lüders", strasse: "Weg 1", plzOrt: "43210 Lindenfurt" },
    }),
  );
});
