import type { Catalogue } from "./de.ts";

export const navigationEn: Pick<Catalogue, "navigation"> = {
  navigation: {
    posteingang: "Mail room",
    kanaele: "Channels",
    zugaenge: "Intakes",
    poststellenbuch: "Delivery register",
    postausgang: "Outgoing post",
    zustaendigkeit: "Responsibility",
    verfahren: "Procedures",
    revision: "Audit",
    leseprotokoll: "Read log",
  },
};
