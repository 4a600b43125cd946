/** Words of the groups "Posteingang" and "Revision" in the left navigation. */
export const navigationDe = {
  navigation: {
    posteingang: "Posteingang",
    zugaenge: "Zugänge",
    poststellenbuch: "Poststellenbuch",
    zustaendigkeit: "Zuständigkeit",
    verfahren: "Verfahren",
    revision: "Revision",
    leseprotokoll: "Leseprotokoll",
  },
};
