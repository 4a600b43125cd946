import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { ichQuery } from "../api/queries.ts";
import { hasRecht } from "../api/session.ts";
import { Kanaele } from "../views/kanaele/Kanaele.tsx";
import { Klaerfaelle } from "../views/klaerfaelle/Klaerfaelle.tsx";
import { KlaerfallDetail } from "../views/klaerfaelle/KlaerfallDetail.tsx";
import { parseKlaerfallSearch } from "../views/klaerfaelle/search.ts";
import { Leseprotokoll } from "../views/leseprotokoll/Leseprotokoll.tsx";
import { parseZugriffSearch } from "../views/leseprotokoll/search.ts";
import { Postausgang } from "../views/postausgang/Postausgang.tsx";
import { Einstellungen } from "../views/posteingang/Einstellungen.tsx";
import { Poststellenbuch } from "../views/poststellenbuch/Poststellenbuch.tsx";
import { parseBuchSearch } from "../views/poststellenbuch/search.ts";
import { Schreibtisch } from "../views/schreibtisch/Schreibtisch.tsx";
import { parseDeskSearch } from "../views/schreibtisch/search.ts";
import { VersionUebung } from "../views/uebung/VersionUebung.tsx";
import { VorgangUebung } from "../views/uebung/VorgangUebung.tsx";
import { Verfahren } from "../views/verfahren/Verfahren.tsx";
import { Version } from "../views/verfahren/Version.tsx";
import { Antrag } from "../views/vorgaenge/antrag/Antrag.tsx";
import { BescheidTab } from "../views/vorgaenge/bescheid/BescheidTab.tsx";
import { Dokumente } from "../views/vorgaenge/dokumente/Dokumente.tsx";
import { Nachrichten } from "../views/vorgaenge/nachrichten/Nachrichten.tsx";
import { Prozess } from "../views/vorgaenge/prozess/Prozess.tsx";
import { Uebersicht } from "../views/vorgaenge/Uebersicht.tsx";
import { VorgangPage } from "../views/vorgaenge/VorgangPage.tsx";
import { Verlauf } from "../views/vorgaenge/verlauf/Verlauf.tsx";
import { Formulare } from "../views/zugaenge/formulare/Formulare.tsx";
import { Zugaenge } from "../views/zugaenge/Zugaenge.tsx";
import { ZugangDetail } from "../views/zugaenge/ZugangDetail.tsx";
import { Werkbank } from "../views/zuordnungen/Werkbank.tsx";
import { Zustaendigkeit } from "../views/zustaendigkeit/Zustaendigkeit.tsx";
import { DeskLayout } from "./DeskLayout.tsx";
import { NotFound } from "./NotFound.tsx";
import { queryClient } from "./query-client.ts";
import { Shell } from "./Shell.tsx";
import { SignedIn } from "./SignedIn.tsx";
import { StartProblem } from "./StartProblem.tsx";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: StartProblem,
  beforeLoad: () => queryClient.ensureQueryData(ichQuery),
});

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async () => {
    const ich = await queryClient.ensureQueryData(ichQuery);
    if (!hasRecht(ich, "vorgang.lesen")) {
      if (hasRecht(ich, "posteingang.lesen")) throw redirect({ to: "/zugaenge" });
      if (hasRecht(ich, "leseprotokoll.lesen")) throw redirect({ to: "/leseprotokoll", search: {} });
      if (hasRecht(ich, "klaerfall.lesen")) throw redirect({ to: "/klaerfaelle" });
    }
    throw redirect({ to: "/schreibtisch", search: { ansicht: "meine" } });
  },
});

const desk = createRoute({ getParentRoute: () => root, id: "desk", component: DeskLayout });
const schreibtisch = createRoute({
  getParentRoute: () => desk,
  path: "/schreibtisch",
  component: Schreibtisch,
  validateSearch: parseDeskSearch,
});
const klaerfaelle = createRoute({
  getParentRoute: () => desk,
  path: "/klaerfaelle",
  component: Klaerfaelle,
  validateSearch: parseKlaerfallSearch,
});
const klaerfall = createRoute({ getParentRoute: () => desk, path: "/klaerfaelle/$id", component: KlaerfallDetail });

const zugaenge = createRoute({ getParentRoute: () => desk, path: "/zugaenge", component: Zugaenge });
const kanaele = createRoute({ getParentRoute: () => desk, path: "/kanaele", component: Kanaele });
const zugang = createRoute({ getParentRoute: () => desk, path: "/zugaenge/$id", component: ZugangDetail });
const poststellenbuch = createRoute({
  getParentRoute: () => desk,
  path: "/poststellenbuch",
  component: Poststellenbuch,
  validateSearch: parseBuchSearch,
});
const postausgang = createRoute({ getParentRoute: () => desk, path: "/postausgang", component: Postausgang });
const leseprotokoll = createRoute({
  getParentRoute: () => desk,
  path: "/leseprotokoll",
  component: Leseprotokoll,
  validateSearch: parseZugriffSearch,
});
const einstellungen = createRoute({
  getParentRoute: () => desk,
  path: "/posteingang/einstellungen",
  component: Einstellungen,
});

const formulare = createRoute({ getParentRoute: () => desk, path: "/zugaenge/$id/formulare", component: Formulare });
const zuordnung = createRoute({
  getParentRoute: () => root,
  path: "/zuordnungen/$id",
  component: Werkbank,
  validateSearch: (raw: Record<string, unknown>): { muster?: string } =>
    typeof raw.muster === "string" ? { muster: raw.muster } : {},
});
const zustaendigkeit = createRoute({
  getParentRoute: () => desk,
  path: "/zustaendigkeit",
  component: Zustaendigkeit,
});

const verfahren = createRoute({ getParentRoute: () => desk, path: "/verfahren", component: Verfahren });
const version = createRoute({ getParentRoute: () => desk, path: "/verfahren/$id", component: Version });

const versionUebung = createRoute({
  getParentRoute: () => desk,
  path: "/verfahren/$id/uebung",
  component: VersionUebung,
});
// not a tab of the case: what stands there is none of it
const vorgangUebung = createRoute({
  getParentRoute: () => desk,
  path: "/vorgaenge/$id/uebung",
  component: VorgangUebung,
});

const vorgang = createRoute({ getParentRoute: () => root, path: "/vorgaenge/$id", component: VorgangPage });
const uebersicht = createRoute({ getParentRoute: () => vorgang, path: "/", component: Uebersicht });
const antrag = createRoute({ getParentRoute: () => vorgang, path: "/antrag", component: Antrag });
const nachrichten = createRoute({
  getParentRoute: () => vorgang,
  path: "/nachrichten",
  component: Nachrichten,
  validateSearch: (raw: Record<string, unknown>): { neu?: "nachricht" | "nachforderung"; aufgabe?: string } =>
    raw.neu === "nachricht" || raw.neu === "nachforderung"
      ? { neu: raw.neu, ...(typeof raw.aufgabe === "string" && { aufgabe: raw.aufgabe }) }
      : {},
});
const dokumente = createRoute({ getParentRoute: () => vorgang, path: "/dokumente", component: Dokumente });
const bescheid = createRoute({ getParentRoute: () => vorgang, path: "/bescheid", component: BescheidTab });
const verlauf = createRoute({ getParentRoute: () => vorgang, path: "/verlauf", component: Verlauf });
const prozess = createRoute({ getParentRoute: () => vorgang, path: "/prozess", component: Prozess });

const signedIn = createRoute({ getParentRoute: () => root, path: "/angemeldet", component: SignedIn });

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    desk.addChildren([
      schreibtisch,
      klaerfaelle,
      klaerfall,
      zugaenge,
      kanaele,
      zugang,
      poststellenbuch,
      postausgang,
      leseprotokoll,
      einstellungen,
      formulare,
      zustaendigkeit,
      verfahren,
      version,
      versionUebung,
      vorgangUebung,
    ]),
    zuordnung,
    signedIn,
    vorgang.addChildren([uebersicht, antrag, nachrichten, dokumente, bescheid, verlauf, prozess]),
  ]),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
