import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Bescheid, Vorgang } from "../../../api/types.ts";
import { BegunProvider } from "../../../domain/begun.tsx";
import { aVorgang } from "../../../domain/testdata.ts";
import { Decision } from "./Decision.tsx";
import { begin, changes, emptyDecision, missing, outcomes, sentence, toBescheid, withFee } from "./decision-draft.ts";
import { Wizard } from "./Wizard.tsx";

const announced = (part: Partial<Bescheid> = {}): Bescheid => ({
  ...{ id: "b1", ergebnis: "bewilligt", begruendung: "", tenor: "Erlaubt.", ablehnung: "", nebenbestimmungen: [] },
  ...{
    auflagen: [],
    gebuehr: 0,
    kanal: "post",
    zustand: "bekanntgegeben",
    am: "2026-03-10T08:00:00Z",
    von: "S. Brandt",
  },
  ...{ aktionen: ["berichtigen", "zuruecknehmen"], posttag: null, aufgegebenAm: null, feststellungen: [], folgen: [] },
  adressaten: [],
  anlagen: [],
  aenderungen: [
    {
      ...{ art: "berichtigen", norm: "§ 42 VwVfG", gruende: [], nimmt: false, wirkung: false },
      tenor: [{ ergebnis: "bewilligt", text: "Statt „{{falsch}}“ heißt es „{{richtig}}“.", ablehnung: "" }],
    },
    {
      ...{ art: "zuruecknehmen", norm: "§ 48 VwVfG", nimmt: true, wirkung: true },
      gruende: [
        { grund: "taeuschung", norm: "§ 48 Abs. 2 Satz 3 Nr. 1 VwVfG", kenntnis: "nie" },
        { grund: "abgewogen", norm: "§ 48 Abs. 1 bis 3 VwVfG", kenntnis: "immer" },
        { grund: "belastung", norm: "§ 48 Abs. 1 Satz 1 VwVfG", kenntnis: "nie" },
      ],
      tenor: [{ ergebnis: "abgelehnt", text: "Er wird zurückgenommen.", ablehnung: "" }],
    },
  ],
  ...part,
});
const vorgang = aVorgang({ bescheide: [announced()] });

beforeEach(() => {
  const verfahren = { gruende: [], auflagen: [], textbausteine: [] };
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.includes("/entwuerfe/")) return Response.json({ inhalt: {} });
    return Response.json(request.url.includes("/verfahren/") ? verfahren : vorgang);
  });
});
afterEach(() => vi.unstubAllGlobals());

const show = (view: ReactNode, of: Vorgang = vorgang) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BegunProvider vorgang={of}>{view}</BegunProvider>
    </QueryClientProvider>,
  );

it("asks first what becomes of the Bescheid that stands, and then for ground and day of the law", async () => {
  show(<Wizard vorgang={vorgang} offered={false} changing />);
  await screen.findByText("Was geschieht mit dem früheren Bescheid?");
  expect(screen.queryByText("Wie entscheiden Sie über den Antrag?")).toBeNull();
  await userEvent.click(screen.getByLabelText(/^Zurücknehmen – Bescheid vom 10.03.2026/));
  expect(await screen.findByLabelText(/^Ab wann wirkt es/)).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText("Grund nach dem Gesetz"), "taeuschung");
  expect(screen.queryByLabelText(/^Seit wann ist der Behörde bekannt/)).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("Grund nach dem Gesetz"), "abgewogen");
  expect(screen.getByLabelText(/^Seit wann ist der Behörde bekannt/)).toBeTruthy();
  await userEvent.click(screen.getByLabelText(/^Er fällt ganz weg/));
  await waitFor(() =>
    expect(screen.getByLabelText("Entscheidungssatz")).toHaveProperty("value", "Er wird zurückgenommen."),
  );
  await userEvent.click(screen.getByLabelText(/^Berichtigen/));
  expect(screen.queryByLabelText("Grund nach dem Gesetz")).toBeNull();
  await waitFor(() =>
    expect(screen.getByLabelText("Entscheidungssatz")).toHaveProperty(
      "value",
      "Statt „{{falsch}}“ heißt es „{{richtig}}“.",
    ),
  );
});

it("does not go out without what the law asks for, and sends what was said", () => {
  const change = { art: "zuruecknehmen", bezug: "b1", grund: "", kenntnisAm: "", antragAm: "", ab: "" } as const;
  const draft = { ...emptyDecision(vorgang), ergebnis: "abgelehnt" as const, begruendung: "Rechtswidrig." };
  expect(missing(draft, vorgang, {})).toContain("aenderung");
  expect(missing({ ...draft, aenderung: { ...change } }, vorgang, {})).toEqual(["aenderung", "anhoerung"]);
  const said = { ...draft, aenderung: { ...change, grund: "abgewogen" as const, kenntnisAm: "2026-03-01" } };
  expect(missing(said, vorgang, {})).toEqual(["anhoerung"]);
  expect(toBescheid(said, vorgang, {}, 1).aenderung).toEqual({
    ...{ art: "zuruecknehmen", bezug: "b1", grund: "abgewogen", kenntnisAm: "2026-03-01" },
  });
  const eased = { ...draft, aenderung: { ...change, grund: "belastung" as const, ab: "2026-05-01" } };
  expect(missing(eased, vorgang, {})).toEqual([]);
  expect(withFee(eased, {})).toEqual({ wirkung: "ab dem 01.05.2026" });
  const corrected = { ...draft, begruendung: "", aenderung: { ...change, art: "berichtigen" as const } };
  expect(missing({ ...corrected, ergebnis: "bewilligt" }, vorgang, {})).toEqual(["tenor"]);
  expect(sentence({ ...corrected, ergebnis: "bewilligt" }, vorgang).text).toContain("{{falsch}}");
});

it("begins what replaces another with what that said, and goes on to whom that went to", () => {
  const anschrift = { name: "Kanzlei Weber", strasse: "Markt 2", plzOrt: "99999 Musterstadt", vertritt: "E. Beispiel" };
  const waiting = announced({
    ...{ zustand: "zur_post", aktionen: ["ersetzen"], gebuehr: 4500, anschrift, ergebnis: "abgelehnt" },
    ...{ begruendung: "Rechtswidrig.", tenor: "Er wird zurückgenommen." },
    aenderung: { art: "zuruecknehmen", bezug: "b0", grund: "taeuschung", ab: "2026-05-01" },
    aenderungen: [
      {
        ...{ art: "ersetzen", statt: "zuruecknehmen", norm: "§ 48 VwVfG", nimmt: true, wirkung: true, gruende: [] },
        tenor: [],
      },
    ],
  });
  const of = aVorgang({ bescheide: [waiting] });
  const [first] = changes(of);
  const draft = { ...emptyDecision(of), ...(first && begin(emptyDecision(of), first)) };
  expect(toBescheid(draft, of, {}, 1)).toMatchObject({
    ...{ ergebnis: "abgelehnt", tenor: "Er wird zurückgenommen.", begruendung: "Rechtswidrig.", gebuehr: 4500 },
    ...{ anschrift, kanal: "post", aenderung: { art: "ersetzen", bezug: "b1", grund: "taeuschung", ab: "2026-05-01" } },
  });
  expect(missing(draft, of, {})).toEqual(["anhoerung"]);
});

it("says at each Bescheid what became of it, and what it does", () => {
  const later = announced({
    ...{ id: "b2", am: "2026-04-01T08:00:00Z", ergebnis: "abgelehnt", aktionen: [], aenderungen: [] },
    aenderung: { art: "zuruecknehmen", bezug: "b1", grund: "abgewogen", kenntnisAm: "2026-03-20" },
  });
  const folge = {
    id: "b2",
    art: "zuruecknehmen" as const,
    am: later.am,
    ergebnis: "abgelehnt",
    zustand: "bekanntgegeben",
  };
  const both = aVorgang({ bescheide: [announced({ folgen: [folge] }), later] });
  show(
    both.bescheide.map((b) => <Decision key={b.id} vorgang={both} bescheid={b} />),
    both,
  );
  expect(screen.getByText("Zurückgenommen durch den Bescheid vom 01.04.2026.")).toBeTruthy();
  expect(screen.getByRole("heading", { name: /^2\. Rücknahme – / })).toBeTruthy();
  expect(screen.getByText(/^Zurücknehmen: Bescheid vom 10.03.2026 · Das Vertrauen ist .* · bekannt seit/)).toBeTruthy();
});

it("offers only what says what counts again where a withdrawal is lifted", () => {
  const took = announced({ ergebnis: "abgelehnt", aenderung: { art: "widerrufen", bezug: "b0" } });
  const lift = { ...emptyDecision(vorgang), aenderung: { art: "zuruecknehmen", bezug: "b1" } as never };
  const put = { ...emptyDecision(vorgang), aenderung: { art: "berichtigen", bezug: "b1" } as never };
  expect(outcomes(lift, aVorgang({ bescheide: [took] }))).toEqual(["bewilligt"]);
  for (const [draft, bescheid] of [
    [put, took],
    [lift, announced()],
    [lift, announced({ ergebnis: "abgelehnt" })],
  ] as const)
    expect(outcomes(draft, aVorgang({ bescheide: [bescheid] }))).toEqual(["bewilligt", "teilweise", "abgelehnt"]);
});
