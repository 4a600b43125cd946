import { expect, it } from "vitest";
import { complaints, emptyDraft, levels, toNachricht } from "./message-draft.ts";

const ready = { ...emptyDraft("nachricht", 1), betreff: "Ortstermin", text: "Wir kommen." };

it("lets a complete message go", () => {
  expect(complaints("nachricht", ready, {})).toEqual([]);
});

it("blocks an open placeholder and takes a filled one", () => {
  const draft = { ...ready, text: "am {{tag}}" };
  expect(complaints("nachricht", draft, {})).toEqual(["platzhalter"]);
  expect(complaints("nachricht", draft, { tag: "Montag" })).toEqual([]);
  expect(toNachricht("nachricht", draft, { tag: "Montag" }, 7).text).toBe("am Montag");
});

it("names the task it completes, and none beside the process", () => {
  expect(toNachricht("nachricht", ready, {}, 7, "a").aufgabe).toBe("a");
  expect(toNachricht("nachricht", ready, {}, 7).aufgabe).toBeUndefined();
});

it("wants items and a day for a Nachforderung", () => {
  const draft = { ...emptyDraft("nachforderung", 1), betreff: "Bitte", text: "ergänzen", antwortBis: "" };
  expect(complaints("nachforderung", draft, {})).toEqual(["frist", "punkte"]);
});

it("waits for attachments that are being scanned", () => {
  expect(complaints("nachricht", ready, {}, 1)).toEqual(["anhang"]);
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
