const BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/** Names of the elements a person knows; gateways and flows without a name stay out. */
export function elementNames(bpmn: string): Map<string, string> {
  const names = new Map<string, string>();
  const xml = new DOMParser().parseFromString(bpmn, "text/xml");
  for (const element of xml.getElementsByTagNameNS(BPMN, "*")) {
    const id = element.getAttribute("id");
    const name = element.getAttribute("name")?.replace(/\s+/g, " ").trim();
    if (id && name && element.localName !== "sequenceFlow") names.set(id, name);
  }
  return names;
}
