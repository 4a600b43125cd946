// @vitest-environment jsdom
import { expect, it } from "vitest";
import { entriesOf } from "./begun.tsx";

it("reads drafts of before, which held tasks only, and first a single one", () => {
  const a = { seit: "", werte: { vermerk: "x" } };
  expect(entriesOf({ begonnen: {}, aufgabe: "a", werte: { vermerk: "x" } })).toEqual({ a });
  expect(entriesOf({ begonnen: {}, aufgabe: "a", werte: {} })).toEqual({});
  expect(entriesOf({ begonnen: {}, aufgaben: { a: { vermerk: "x" } } })).toEqual({ a });
});
