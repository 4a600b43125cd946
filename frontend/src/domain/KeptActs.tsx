import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { einheitenQuery } from "../api/queries.ts";
import type { Sendung, Vorgang, VorgangAktion } from "../api/types.ts";
import { formatDate } from "../lib/date.ts";
import { ActOvertaken } from "./ActOvertaken.tsx";
import { useBegun } from "./begun.tsx";
import type { Fact } from "./Overtaken.tsx";
import type { Typed } from "./task-values.ts";
import { useStood } from "./use-act.ts";

/** The acts with a window of their own, by the name of the act. */
const ACTS = ["verwerfen", "zuruecknehmen", "abschliessen", "wiedereroeffnen", "weiterleiten", "wiedervorlage"];

/** Those that are about one thing of the case: a period, something that is waited for, a letter. */
export const fristAct = (nachricht: string, aktion: string): string => `frist:${nachricht}:${aktion}`;
export const wartenAct = (token: string, art: string): string => `warten:${token}:${art}`;
export const briefAct = (id: string, aktion: Sendung["aktionen"][number] | "schicken"): string =>
  `brief:${id}:${aktion}`;
const OF_ONE_THING = /^(frist|warten|brief):/;

function isOffered(vorgang: Vorgang, act: string): boolean {
  const [kind, id, aktion] = act.split(":");
  if (kind === "frist")
    return vorgang.nachrichten.some((n) => n.id === id && n.fristAktionen.some((offered) => offered === aktion));
  if (kind === "warten")
    return (
      vorgang.aktionen.includes("prozess_springen") &&
      vorgang.warten.some((w) => w.ereignisse.some((e) => e.token === id))
    );
  if (kind === "brief" && aktion === "schicken") return vorgang.nachrichten.some((n) => n.id === id && n.brief);
  if (kind === "brief")
    return vorgang.sendungen.some((s) => s.id === id && s.aktionen.some((offered) => offered === aktion));
  return vorgang.aktionen.includes(act as VorgangAktion);
}

function titleOf(t: TFunction, vorgang: Vorgang, act: string): string {
  const [kind, id, aktion] = act.split(":");
  if (kind === "warten") return t(`warten.${aktion}Jetzt`);
  if (kind === "brief") return t(`brief.titel.${aktion}`);
  if (kind !== "frist") return t(`aktion.${act}`);
  return `${t(`frist.${aktion}`)}: ${vorgang.nachrichten.find((n) => n.id === id)?.betreff ?? ""}`;
}

/** What was typed into the window of an act, in words. */
export function useTypedInWords(): (typed: Typed) => Fact[] {
  const { t, i18n } = useTranslation();
  const { data: einheiten = [] } = useQuery(einheitenQuery);
  return ({ einheit = "", grund = "", betreff = "", faelligAm = "", beschreibung = "", bis = "", ...an }) => [
    { label: t("filter.einheit"), text: einheiten.find((e) => e.schluessel === einheit)?.name ?? einheit },
    { label: t("wiedervorlage.betreff"), text: betreff },
    { label: t("wiedervorlage.am"), text: faelligAm && formatDate(faelligAm, i18n.language) },
    { label: t("wiedervorlage.beschreibung"), text: beschreibung },
    { label: t("warten.bis"), text: bis && formatDate(bis, i18n.language) },
    { label: t("brief.tag"), text: an.am ? formatDate(an.am, i18n.language) : "" },
    { label: t("brief.anschrift"), text: [an.name, an.strasse, an.plzOrt, an.land].filter(Boolean).join(", ") },
    { label: t("aktionText.grund"), text: grund },
  ];
}

function KeptAct({ vorgang, name }: { vorgang: Vorgang; name: string }) {
  const { t } = useTranslation();
  const begun = useBegun();
  const typed = begun.of(name);
  const inWords = useTypedInWords();
  const offered = isOffered(vorgang, name);
  const stood = useStood(offered);
  if (offered || begun.onPage.includes(name) || typed === undefined) return null;
  return <ActOvertaken {...{ vorgang, stood }} act={name} name={titleOf(t, vorgang, name)} own={inWords(typed)} />;
}

/** What was typed into a window that is closed and can no longer be opened. */
export function KeptActs({ vorgang }: { vorgang: Vorgang }) {
  const ofOneThing = useBegun()
    .acts()
    .filter((act) => OF_ONE_THING.test(act));
  return [...ACTS, ...ofOneThing].map((name) => <KeptAct key={name} {...{ vorgang, name }} />);
}
