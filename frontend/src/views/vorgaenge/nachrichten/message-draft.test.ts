import { expect, it } from "vitest";
import { aVorgang } from "../../../domain/testdata.ts";
import { complaints, emptyDraft, levels, toNachricht } from "./message-draft.ts";

const v = aVorgang({ version: 7 });
const ready = { ...emptyDraft("nachricht", 1), betreff: "Ortstermin", text: "Wir kommen." };

it("lets a complete message go", () => {
  expect(complaints("nachricht", ready, {}, v)).toEqual([]);
});

it("blocks an open placeholder and takes a filled one", () => {
  const draft = { ...ready, text: "am {{tag}}" };
  expect(complaints("nachricht", draft, {}, v)).toEqual(["platzhalter"]);
  expect(complaints("nachricht", draft, { tag: "Montag" }, v)).toEqual([]);
  expect(toNachricht("nachricht", draft, { tag: "Montag" }, v).text).toBe("am Montag");
});

it("names the task it completes, and none beside the process", () => {
  expect(toNachricht("nachricht", ready, {}, v, "a").aufgabe).toBe("a");
  expect(toNachricht("nachricht", ready, {}, v).aufgabe).toBeUndefined();
});

it("wants items and a day for a Nachforderung", () => {
  const draft = { ...emptyDraft("nachforderung", 1), betreff: "Bitte", text: "ergänzen", antwortBis: "" };
  expect(complaints("nachforderung", draft, {}, v)).toEqual(["frist", "punkte"]);
});

it("waits for attachments that are being scanned", () => {
  expect(complaints("nachricht", ready, {}, v, 1)).toEqual(["anhang"]);
});

it.each([
  [undefined, [1, 3, 4]],
  [0, [1, 3, 4]],
  [1, [1, 3, 4]],
  [3, [3, 4]],
  [4, [4]],
])("offers to an application of level %s no less: %s", (antrag, offered) => {
  expect(levels(antrag)).toEqual(offered);
});

it("says nothing of a letter to somebody with an account, unless it is chosen", () => {
  expect(toNachricht("nachricht", ready, {}, v)).toMatchObject({ version: 7, brief: undefined, anschrift: undefined });
  expect(toNachricht("nachricht", { ...ready, brief: true }, {}, v)).toMatchObject({
    brief: true,
    anschrift: undefined,
  });
});

it("names an address for a letter only where it differs from that of the application", () => {
  const nobody = aVorgang({ antwortMoeglich: false });
  const other = { name: "Ina Müller", strasse: "Weg 1", plzOrt: "39576 Stendal", land: "" };
  const to = (anschrift: typeof other | null) =>
    toNachricht("nachricht", { ...ready, brief: true, anschrift }, {}, nobody).anschrift;
  expect(to(null)).toBeUndefined();
  expect(to(nobody.briefanschrift)).toBeUndefined();
  expect(to(other)).toEqual({ name: "Ina Müller", strasse: "Weg 1", plzOrt: "39576 Stendal" });
  const told = toNachricht("nachricht", { ...ready, anschrift: other }, {}, v);
  expect(told.anschrift, "no letter goes").toBeUndefined();
});

it("wants a complete address where a letter goes and that of the application is not enough", () => {
  const briefanschrift = { name: "Maren Lüders", strasse: "", plzOrt: "", land: "" };
  const nowhere = aVorgang({ antwortMoeglich: false, briefMangel: "incomplete", briefanschrift });
  expect(complaints("nachricht", ready, {}, nowhere)).toEqual(["anschrift"]);
  const anschrift = { ...briefanschrift, strasse: "Weg 1", plzOrt: "39576 Stendal" };
  expect(complaints("nachricht", { ...ready, anschrift }, {}, nowhere)).toEqual([]);
  expect(complaints("nachricht", ready, {}, { ...nowhere, antwortMoeglich: true })).toEqual([]);
});
