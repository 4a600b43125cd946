import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ApiProblem } from "../api/problem.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";

it("names every character a letter cannot show with its place, and once what helps", () => {
  const zeichen = [
    { feld: "begruendung", nr: 0, zeile: 3, stelle: 12, zeichen: "U+F0A7" },
    { feld: "nebenbestimmungen", nr: 2, zeile: 1, stelle: 4, zeichen: "U+1F600" },
    { feld: "name", nr: 0, zeile: 1, stelle: 1, zeichen: "U+738B" },
    { feld: "name", nr: 0, zeile: 1, stelle: 2, zeichen: "U+5C0F" },
  ];
  const problem = { type: "x", title: "x", status: 422, code: "invalid", reason: "characters_not_printable", zeichen };
  render(<ProblemNotice error={new ApiProblem(problem)} safe="form" />);
  const text = screen.getByRole("alert").textContent ?? "";
  expect(text).toContain("Es ist noch nichts entschieden.");
  expect(text).toContain("Begründung, Zeile 3, Zeichen 12: U+F0A7");
  expect(text).toContain("Nebenbestimmung 2, Zeile 1, Zeichen 4: 😀 (U+1F600)");
  expect(text).toContain("Name der antragstellenden Person, Zeile 1, Zeichen 2: 小 (U+5C0F)");
  expect(text.match(/Umschrift/g)).toHaveLength(1);
  expect(text.match(/Löschen Sie das Zeichen/g)).toHaveLength(1);
});
