import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { ichQuery } from "../api/queries.ts";
import type { Ich } from "../api/types.ts";
import { i18n } from "../i18n/i18n.ts";
import { ProgramVersion } from "./ProgramVersion.tsx";

afterEach(() => i18n.changeLanguage("de"));

function shown(programm?: Ich["programm"]) {
  const client = new QueryClient();
  client.setQueryData(ichQuery.queryKey, { benutzer: "sb", rechte: [] as string[], programm } as Ich);
  const page = render(
    <QueryClientProvider client={client}>
      <ProgramVersion />
    </QueryClientProvider>,
  );
  return page.container.textContent;
}

it("a person can name version and commit", async () => {
  expect(shown({ version: "0.10.0", commit: "3876c76ed" })).toBe("Kontor 0.10.0 · 3876c76ed");
});

it("a program without history says so in the language of the person", async () => {
  await i18n.changeLanguage("en");
  expect(shown({ version: "0.10.0", commit: "unbekannt" })).toBe("Kontor 0.10.0 · commit unknown");
});

it("the answer of an earlier copy, in the middle of an upgrade, breaks nothing", () => {
  expect(shown(undefined)).toBe("");
});
