// @vitest-environment jsdom
import { expect, it } from "vitest";
import { poststellenbuchUrl } from "../../api/posteingang.ts";
import { parseBuchSearch } from "./search.ts";

it("keeps what is well-formed and forgets the rest", () => {
  const id = "0197a1b2-0000-7000-8000-000000000001";
  expect(
    parseBuchSearch({ zugang: id, zustand: "klaerfall", von: "2026-01-01", bis: "morgen", suche: 4711, x: 1 }),
  ).toEqual({
    zugang: id,
    zustand: "klaerfall",
    von: "2026-01-01",
    suche: "4711",
  });
  expect(parseBuchSearch({ zugang: "x", zustand: "egal", suche: "" })).toEqual({});
});

it("asks for the file with the same filters", () => {
  expect(poststellenbuchUrl({})).toBe("/api/v1/poststellenbuch/datei");
  expect(poststellenbuchUrl({ zustand: "klaerfall", suche: "E-1 2" })).toBe(
    "/api/v1/poststellenbuch/datei?zustand=klaerfall&suche=E-1+2",
  );
});
