import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { afterEach, it, vi } from "vitest";
import { BegunProvider } from "./begun.tsx";
import { Tasks } from "./Tasks.tsx";
import { anAufgabe, aVorgang } from "./testdata.ts";

const zuarbeit = anAufgabe({
  ...{ element: "zuarbeit", titel: "Zuarbeit", erledigbar: false },
  ...{ rolle: "sachbearbeitung", einheit: "66", einheitName: "Tiefbauamt" },
});

afterEach(() => vi.unstubAllGlobals());

it("says in words who else is to do a task", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ inhalt: {} }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BegunProvider vorgang={aVorgang()}>
        <Tasks vorgang={aVorgang({ aufgaben: [zuarbeit] })} />
      </BegunProvider>
    </QueryClientProvider>,
  );
  await screen.findByText("Zu erledigen von: Tiefbauamt (Sachbearbeitung)");
});
