import { describe, expect, it } from "vitest";
import { fillPlaceholders, openPlaceholders, placeholderValues, shorthandBefore } from "./placeholders.ts";
import { aVorgang } from "./testdata.ts";

const office = { bearbeiter: "Sabine Brandt", behoerde: "Stadt Musterhafen" };

describe("placeholders", () => {
  const values = placeholderValues(
    aVorgang({
      antragsdaten: [
        { name: "flaeche", typ: "gruppe", felder: [{ name: "ort", typ: "text", label: "Ort", wert: "Am Hafen 3" }] },
      ],
    }),
    office,
  );

  it("fills case, person, office and form fields", () => {
    expect(fillPlaceholders("{{anrede}}, {{ vorgangsnummer }} {{antrag.flaeche.ort}} {{bearbeiter}}", values)).toBe(
      "Sehr geehrte Frau Lüders, 2026-000412 Am Hafen 3 Sabine Brandt",
    );
  });

  it("names a person as a letter does, not as a list", () => {
    expect(fillPlaceholders("Guten Tag {{antragsteller}},", values)).toBe("Guten Tag Maren Lüders,");
  });

  it("leaves what it does not know and names it once", () => {
    const text = fillPlaceholders("am {{ortstermin}} um {{uhrzeit}}, {{ortstermin}}", values);
    expect(openPlaceholders(text)).toEqual(["ortstermin", "uhrzeit"]);
  });

  it("greets everybody where no person is named", () => {
    const antragstellerDaten = { art: "organisation", vertrauensniveau: 0, firma: "Café Leuchtturm GmbH" };
    const organisation = placeholderValues(aVorgang({ antragstellerDaten }), office);
    expect(organisation.anrede).toBe("Sehr geehrte Damen und Herren");
  });
});

it("finds the shorthand at the caret and only there", () => {
  expect(shorthandBefore("Guten Tag ::grü weiter", 15)).toEqual({ from: 10, word: "grü" });
  expect(shorthandBefore("Guten Tag ::grü weiter", 18)).toBeNull();
});
