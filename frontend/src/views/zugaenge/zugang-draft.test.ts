import { expect, it } from "vitest";
import type { AdapterEinstellung, Zugang } from "../../api/types.ts";
import { aenderungOf, entwurfOf, needsUser, shownSettings } from "./zugang-draft.ts";

const zugang: Zugang = {
  id: "1",
  name: "fs",
  titel: "",
  adapter: "formsolutions",
  aktiv: true,
  holtAb: true,
  lage: {
    ampel: "gut",
    gruende: [],
    letzterErfolgAm: null,
    letzteLieferungAm: null,
    heute: 0,
    siebenTage: 0,
    rueckstand: 0,
    klaerfaelle: 0,
    fehler: [],
  },
  adresse: "https://kontor.example/eingang/fs",
  benutzer: "fs",
  zertifikat: "",
  stilleStunden: 24,
  einstellungen: { formulare: "AS_1", link_passwort: "***" },
  quelle: { url: "https://fs.example", benutzer: "4711", hatPasswort: true },
  version: 3,
};

const setting = (name: string, extra: Partial<AdapterEinstellung> = {}): AdapterEinstellung => ({
  name,
  label: { de: name, en: name },
  hilfe: { de: "", en: "" },
  art: "text",
  werte: [],
  vorgabe: "",
  pflicht: false,
  abholung: false,
  geheim: false,
  ...extra,
});

it("sends back what it was given, and never a password nobody typed", () => {
  const sent = aenderungOf(entwurfOf(zugang), 3);
  expect(sent.quelle).toEqual({ url: "https://fs.example", benutzer: "4711", passwort: undefined });
  expect(sent.einstellungen).toEqual({ formulare: "AS_1", link_passwort: "***" });
  expect(sent.stilleStunden).toBe(24);
});

it("leaves empty settings out and cleans a pasted fingerprint", () => {
  const entwurf = { ...entwurfOf(zugang), zertifikat: "AB:CD 12", einstellungen: { formulare: "  " } };
  const sent = aenderungOf(entwurf, 3);
  expect(sent.einstellungen).toEqual({});
  expect(sent.zertifikat).toBe("abcd12");
});

it("asks for a user name unless a certificate lets the form server in", () => {
  const entwurf = entwurfOf(zugang);
  expect(needsUser(entwurf)).toBe(true);
  expect(needsUser({ ...entwurf, zertifikat: " " })).toBe(true);
  expect(needsUser({ ...entwurf, zertifikat: "ab:cd" })).toBe(false);
});

it("shows conditional settings by value or default, and those of fetching only while it is on", () => {
  const alle = [
    setting("weg", { art: "auswahl", werte: ["api", "mail"], vorgabe: "api", abholung: true }),
    setting("formulare", { abholung: true, wenn: { name: "weg", werte: ["api"] } }),
    setting("postfach", { abholung: true, wenn: { name: "weg", werte: ["mail"] } }),
    setting("leika"),
  ];
  const entwurf = entwurfOf(zugang);
  expect(shownSettings(alle, entwurf).map((s) => s.name)).toEqual(["weg", "formulare", "leika"]);
  entwurf.einstellungen.weg = "mail";
  expect(shownSettings(alle, entwurf).map((s) => s.name)).toEqual(["weg", "postfach", "leika"]);
  expect(shownSettings(alle, { ...entwurf, holtAb: false }).map((s) => s.name)).toEqual(["leika"]);
});
