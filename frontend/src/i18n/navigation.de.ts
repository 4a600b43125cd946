/** Words of the group "Posteingang" in the left navigation. */
export const navigationDe = {
  navigation: {
    posteingang: "Posteingang",
    zugaenge: "Zugänge",
    poststellenbuch: "Poststellenbuch",
    zustaendigkeit: "Zuständigkeit",
    verfahren: "Verfahren",
  },
};
