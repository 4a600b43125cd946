import { randomUUID } from "node:crypto";
import { findVorgang, nextStep, openVorgang, takeAndAccept } from "./fixtures/desk.ts";
import { expect, test } from "./fixtures/test.ts";
import { activate, archive, deliverForm, ownForm, upload } from "./fixtures/verfahren.ts";

/**
 * What another tool exports: Latin 1, two pools of which the first is the citizen's, lanes, tasks without a kind, flows
 * without an id, an extension of the tool, and no picture. `pool` is what the pool of the office is called.
 */
const drawing = (pool: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?>
<bp:definitions xmlns:bp="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:acme="http://example.org/suite" id="_1"
    targetNamespace="http://example.org/suite" exporter="Acme Process Suite" exporterVersion="12.4">
  <bp:collaboration id="C1">
    <bp:participant id="P1" name="Bürgerin oder Bürger" processRef="WFP-1"/>
    <bp:participant id="P2" name="${pool}" processRef="WFP-2"/>
    <bp:messageFlow id="MF1" name="Antrag" sourceRef="b_senden" targetRef="o_start"/>
  </bp:collaboration>
  <bp:process id="WFP-1" name="Bürgerin oder Bürger" isExecutable="false">
    <bp:startEvent id="b_start"/><bp:task id="b_senden" name="Antrag stellen"/><bp:endEvent id="b_ende"/>
    <bp:sequenceFlow id="x1" sourceRef="b_start" targetRef="b_senden"/>
    <bp:sequenceFlow id="x2" sourceRef="b_senden" targetRef="b_ende"/>
  </bp:process>
  <bp:process id="WFP-2" name="Stand auf dem Markt genehmigen">
    <bp:extensionElements><acme:version>4711</acme:version></bp:extensionElements>
    <bp:laneSet id="LS"><bp:lane id="L1" name="Sachbearbeitung"><bp:flowNodeRef>o_pruefen</bp:flowNodeRef>
      <bp:flowNodeRef>o_klaeren</bp:flowNodeRef></bp:lane></bp:laneSet>
    <bp:startEvent id="o_start" name="Antrag eingegangen"><bp:messageEventDefinition/></bp:startEvent>
    <bp:task id="o_pruefen" name="Standplatz prüfen"/>
    <bp:exclusiveGateway id="o_gw" name="Straße frei?" gatewayDirection="Diverging"/>
    <bp:task id="o_klaeren" name="Mit der Straßenbaulast klären"/>
    <bp:endEvent id="o_ende" name="Erledigt"/>
    <bp:sequenceFlow sourceRef="o_start" targetRef="o_pruefen"/>
    <bp:sequenceFlow sourceRef="o_pruefen" targetRef="o_gw"/>
    <bp:sequenceFlow name="ja" sourceRef="o_gw" targetRef="o_ende"/>
    <bp:sequenceFlow name="nein" sourceRef="o_gw" targetRef="o_klaeren"/>
    <bp:sequenceFlow sourceRef="o_klaeren" targetRef="o_pruefen"/>
  </bp:process>
</bp:definitions>`,
    "latin1",
  );

test("a drawing exported by another tool is imported, its findings are followed, and it runs", async ({ staff }) => {
  const name = `markt_${randomUUID().slice(0, 8)}`;
  const own = (yaml: string) => ownForm(name)(yaml).replace('einheit: ""', "einheit: lf-32-sondernutzung");
  const page = await staff("administration");
  const findings = page.getByRole("region", { name: "Befunde" });

  await test.step("it says which of the pools would run, and what to do for the other", async () => {
    await upload(page, archive(name, "1", own, drawing("Ordnungsamt")));
    await expect(findings).toContainText("läuft „Bürgerin oder Bürger“");
    await expect(findings).toContainText("den Namen des Verfahrens geben");
    await expect(findings).toContainText("Der Aufgabe „Antrag stellen“ fehlt die Rolle");
    await expect(page.getByRole("button", { name: "Aktivieren …" })).toBeHidden();
  });

  await test.step("followed, what was taken for granted is said, and it can be used", async () => {
    await upload(page, archive(name, "2", own, drawing(name)));
    await expect(findings).toContainText("„Standplatz prüfen“ hat keine Art und gilt als Benutzeraufgabe");
    await expect(findings).toContainText("Den Weg wählt, wer die Aufgabe „Standplatz prüfen“ erledigt.");
    await expect(findings).not.toContainText("Fehler");
    await activate(page);
  });

  const desk = await staff("sachbearbeitung");
  await desk.goto("/");
  const vorgang = await findVorgang(desk, await deliverForm(name));
  expect(`${vorgang.verfahren}/${vorgang.verfahrenStand}`).toBe(`${name}/2`);
  await takeAndAccept(desk, vorgang.id);
  await openVorgang(desk, vorgang.id);

  const finish = async (way?: string) => {
    if (way) await nextStep(desk).getByLabel("Straße frei?").selectOption({ label: way });
    await nextStep(desk)
      .getByRole("button", { name: /^(Aufgabe abschließen|Erledigt)$/ })
      .click();
  };
  await expect(nextStep(desk)).toContainText("Standplatz prüfen");
  await finish("Nein");
  await expect(nextStep(desk)).toContainText("Mit der Straßenbaulast klären");
  await finish();
  await expect(nextStep(desk)).toContainText("Standplatz prüfen");
  await finish("Ja");
  await expect(nextStep(desk)).not.toContainText("Standplatz prüfen");
});
