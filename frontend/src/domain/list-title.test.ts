// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { i18n } from "../i18n/i18n.ts";
import { lastList, rememberList } from "../lib/return-path.ts";
import { listTitle } from "./list-title.ts";

afterEach(() => i18n.changeLanguage("de"));

it("leads back to the list in the language that is spoken now", async () => {
  rememberList({ ansicht: "meine" });
  await i18n.changeLanguage("en");
  expect(listTitle(i18n.t, lastList() ?? { ansicht: "alle" })).toBe("My cases");
  rememberList({ ansicht: "alle", suche: "Kornblume" });
  expect(listTitle(i18n.t, lastList() ?? { ansicht: "alle" })).toContain("Kornblume");
});

it("knows no list where none was seen, or only one an older version remembered", () => {
  sessionStorage.clear();
  expect(lastList()).toBeNull();
  sessionStorage.setItem("kontor.liste", JSON.stringify({ href: "/schreibtisch", title: "Meine Vorgänge" }));
  expect(lastList()).toBeNull();
});
