/** Words of the groups "Posteingang" and "Revision" in the left navigation. */
export const navigationDe = {
  navigation: {
    posteingang: "Posteingang",
    kanaele: "Kanäle",
    zugaenge: "Zugänge",
    poststellenbuch: "Poststellenbuch",
    postausgang: "Postausgang",
    zustaendigkeit: "Zuständigkeit",
    verfahren: "Verfahren",
    revision: "Revision",
    leseprotokoll: "Leseprotokoll",
  },
};
