import { describe, expect, it } from "vitest";
import { groupRows, isStale, settle } from "./calm-list.ts";
import { aZeile } from "./testdata.ts";

const zeile = (id: string, version = 1) => aZeile({ id, version });
const ids = (list: ReturnType<typeof settle>) => list.rows.map((r) => r.zeile.id);

describe("settle", () => {
  const before = settle(null, "k", [[zeile("a"), zeile("b")]]);

  it("keeps the order and counts what is new", () => {
    const now = settle(before, "k", [[zeile("neu"), zeile("b"), zeile("a")]]);
    expect(ids(now)).toEqual(["a", "b"]);
    expect(now.waiting).toEqual(["neu"]);
    expect(isStale(now)).toBe(true);
  });

  it("marks a changed row and shows its new content in place", () => {
    const now = settle(before, "k", [[zeile("b", 2), zeile("a")]]);
    expect(ids(now)).toEqual(["a", "b"]);
    expect(now.rows[1]).toMatchObject({ changed: true, zeile: { version: 2 } });
  });

  it("leaves a row that is gone where it was", () => {
    const now = settle(before, "k", [[zeile("b")]]);
    expect(now.rows[0]).toMatchObject({ gone: true, zeile: { id: "a" } });
  });

  it("appends a further page without a chip", () => {
    const now = settle(before, "k", [[zeile("a"), zeile("b")], [zeile("c")]]);
    expect(ids(now)).toEqual(["a", "b", "c"]);
    expect(isStale(now)).toBe(false);
  });

  it("starts afresh with another filter", () => {
    expect(ids(settle(before, "anders", [[zeile("x")]]))).toEqual(["x"]);
  });
});

it("groups neighbours by urgency without sorting", () => {
  const list = settle(null, "k", [
    [aZeile({ id: "1", faelligAm: "2000-01-01" }), aZeile({ id: "2" }), aZeile({ id: "3" })],
  ]);
  expect(groupRows(list.rows).map((g) => [g.urgency, g.rows.length])).toEqual([
    ["ueberfaellig", 1],
    ["ohne_frist", 2],
  ]);
});
