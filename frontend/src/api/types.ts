import type { components, paths } from "./schema.gen.ts";

type Schemas = components["schemas"];

export type Problem = Schemas["Problem"];
export type Ich = Schemas["Ich"];
export type Ansicht = Schemas["Ansicht"];
export type AnsichtName = Schemas["AnsichtName"];
export type Einheit = Schemas["Einheit"];
export type Benutzer = Schemas["Benutzer"];
export type Status = Schemas["Status"];
export type VorgangZeile = Schemas["VorgangZeile"];
export type Vorgang = Schemas["Vorgang"];
export type VorgangAktion = Schemas["VorgangAktion"];
export type Angabe = Schemas["Angabe"];
export type Antragsteller = Schemas["Antragsteller"];
export type Feld = Schemas["Feld"];
export type Dokument = Schemas["Dokument"];
export type Nachricht = Schemas["Nachricht"];
export type NachrichtNeu = Schemas["NachrichtNeu"];
export type Punkt = Schemas["Punkt"];
export type Aufgabe = Schemas["Aufgabe"];
export type AufgabeFeld = Schemas["AufgabeFeld"];
export type Wiedervorlage = Schemas["Wiedervorlage"];
export type Kommentar = Schemas["Kommentar"];
export type Bescheid = Schemas["Bescheid"];
export type Bescheidaenderung = Schemas["Bescheidaenderung"];
export type Zeichnung = Schemas["Zeichnung"];
export type BescheidNeu = Schemas["BescheidNeu"];
export type Anhoerung = Schemas["Anhoerung"];
export type BescheidPruefung = Schemas["BescheidPruefung"];
export type Zahlung = Schemas["Zahlung"];
export type Gebuehrposition = Schemas["Gebuehrposition"];
export type Nebenbestimmung = Schemas["Nebenbestimmung"];
export type Auslassung = Schemas["Auslassung"];
export type Rueckfrage = Schemas["Rueckfrage"];
export type PostBestaetigung = NonNullable<
  paths["/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/postaufgabe"]["post"]["requestBody"]["content"]["application/json"]["bestaetigt"]
>[number];
export type Briefanschrift = Schemas["Briefanschrift"];
export type Adressat = Schemas["Adressat"];
export type AdressatNeu =
  paths["/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/adressaten"]["post"]["requestBody"]["content"]["application/json"];
export type Streichung =
  paths["/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/adressaten/{adressatId}/streichung"]["post"]["requestBody"]["content"]["application/json"];
export type Feststellung = Schemas["Feststellung"];
export type Berichtigung =
  paths["/api/v1/vorgaenge/{id}/bescheid/{bescheidId}/bekanntgabe"]["post"]["requestBody"]["content"]["application/json"];
export type Zugriff = Schemas["Zugriff"];
export type Sendung = Schemas["Sendung"];
export type Postbrief = Schemas["Postbrief"];
export type Postergebnis = Schemas["Postergebnis"];
export type Vorfall = Schemas["Vorfall"];
export type Verlaufseintrag = Schemas["Verlaufseintrag"];
export type Warten = Schemas["Warten"];
export type Warteereignis = Schemas["Warteereignis"];
export type Prozessbild = Schemas["Prozessbild"];
export type Entwurf = Schemas["Entwurf"];
export type Verfahren = Schemas["Verfahren"];
export type Baustein = Schemas["Baustein"];
export type Klaerfall = Schemas["Klaerfall"];
export type ZugangZeile = Schemas["ZugangZeile"];
export type Zugang = Schemas["Zugang"];
export type ZugangLage = Schemas["ZugangLage"];
export type ZugangAenderung = Schemas["ZugangAenderung"];
export type Zugangspruefung = Schemas["Zugangspruefung"];
export type Testlieferung = Schemas["Testlieferung"];
export type Adapter = Schemas["Adapter"];
export type AdapterEinstellung = Schemas["AdapterEinstellung"];
export type EingangZustand = Schemas["EingangZustand"];
export type Bucheintrag = Schemas["Bucheintrag"];
export type Eingangseinstellung = Schemas["Eingangseinstellung"];
export type Alarm = Schemas["Alarm"];
export type KlaerfallArt = Schemas["KlaerfallArt"];
export type Klaerfallvergleich = Schemas["Klaerfallvergleich"];
export type Dublette = Schemas["Dublette"];
