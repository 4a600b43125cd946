import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Warten } from "../api/types.ts";
import { Waiting } from "./Waiting.tsx";

const event = { element: "e", art: "zeit", nachricht: "", bis: null, steht: "", danach: [], endet: true } as const;

it("says since when, until when, and what happens then", () => {
  const warten: Warten[] = [
    {
      ...{ element: "gw", name: "", seit: "2026-03-10T09:00:00Z", anAufgabe: false, zweige: [] },
      ereignisse: [
        {
          ...event,
          ...{ token: "w1", name: "Antwort eingegangen", art: "nachricht", nachricht: "Antwort auf eine Anfrage" },
          danach: ["Antwort prüfen"],
        },
        { ...event, token: "w2", name: "Frist abgelaufen", bis: "2099-03-27T23:00:00Z", danach: ["Entscheiden"] },
        { ...event, token: "w3", name: "Erinnern", steht: "angehalten", danach: ["Anrufen"], endet: false },
      ],
    },
    {
      ...{ element: "j", name: "Alle Stellen gehört", seit: "2026-03-11T09:00:00Z", anAufgabe: false },
      ...{ ereignisse: [], zweige: ["Zuarbeit der Straßenbaulast"] },
    },
  ];
  const { container } = render(<Waiting warten={warten} />);
  expect([...container.querySelectorAll("p, li")].map((x) => x.textContent)).toEqual([
    "wartet seit dem 10.03.2026 auf:",
    "Antwort eingegangen (Antwort auf eine Anfrage) – dann: Antwort prüfen",
    "Frist abgelaufen: Fr 27.03.2099 – dann: Entscheiden",
    "Erinnern: die Uhr ist angehalten – daneben dann: Anrufen",
    "„Alle Stellen gehört“: ein Zweig ist seit dem 11.03.2026 so weit. Gemeinsam geht es weiter, sobald fertig ist:",
    "Zuarbeit der Straßenbaulast",
  ]);
});
