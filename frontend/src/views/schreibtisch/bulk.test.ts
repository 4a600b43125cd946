import { expect, it } from "vitest";
import { aZeile } from "../../domain/testdata.ts";
import { planBulk } from "./bulk.ts";

const mine = aZeile({ id: "1", zustaendig: "ich" });
const free = aZeile({ id: "2", zustaendig: null });
const closed = aZeile({ id: "3", zustaendig: null, status: "abgeschlossen" });

it("takes what can be taken and says why it leaves out the rest", () => {
  const plan = planBulk([mine, free, closed], "uebernehmen", "ich");
  expect(plan.go).toEqual([free]);
  expect(plan.skip.map((s) => s.reason)).toEqual(["schon_meiner", "nicht_offen"]);
});

it("exports everything", () => {
  expect(planBulk([mine, free, closed], "exportieren", "").go).toHaveLength(3);
});
