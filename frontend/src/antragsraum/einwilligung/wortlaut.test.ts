import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { consentVersion } from "../api/queries";
import { de } from "../i18n/de";
import { en } from "../i18n/en";

/** What the server keeps with a consent. */
const list: { fassung: string; texte: Record<string, string[]> }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../backend/internal/casework/einwilligung.json"), "utf8"),
);

const shown = (t: typeof de.einwilligung) => [
  ...[t.frage, t.einleitung, t.jaTitel, t.ja1, t.ja2, t.ja3, t.neinTitel, t.nein1, t.aendern, t.gesetz],
];

it("keeps with a consent what the person saw; other words are another version", () => {
  const last = list.at(-1);
  expect(last?.fassung).toBe(consentVersion);
  expect(last?.texte).toEqual({ de: shown(de.einwilligung), en: shown(en.einwilligung) });
});
