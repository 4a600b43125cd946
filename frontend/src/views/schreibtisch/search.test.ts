import { expect, it } from "vitest";
import { filterOf, parseDeskSearch } from "./search.ts";

it("reads a link a colleague sent and drops nonsense", () => {
  const search = parseDeskSearch({
    ansicht: "alle",
    status: "neu",
    eingangVon: "gestern",
    suche: 412,
    zustaendig: "jlindner",
    fremd: "x",
  });
  expect(search).toEqual({ ansicht: "alle", status: "neu", suche: "412", zustaendig: "jlindner" });
});

it("asks the server the same whichever case is selected", () => {
  const one = filterOf(parseDeskSearch({ ansicht: "meine", vorgang: "a" }));
  expect(one).toEqual(filterOf(parseDeskSearch({ ansicht: "meine", vorgang: "b" })));
});
