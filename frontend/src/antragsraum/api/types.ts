import type { components } from "../../api/schema.gen";

type Schemas = components["schemas"];

export type Behoerde = Schemas["Behoerde"];
export type Ich = Schemas["AntragsraumIch"];
export type Verschlossen = Schemas["AntragsraumVerschlossen"];
export type Offenes = Schemas["Offenes"];
export type Zeile = Schemas["AntragsraumZeile"];
export type Vorgang = Schemas["AntragsraumVorgang"];
export type Nachricht = Schemas["AntragsraumNachricht"];
export type Bescheid = Vorgang["bescheide"][number];
export type Punkt = Schemas["Punkt"];
export type Dokument = Schemas["Dokument"];
export type Feld = Schemas["Feld"];
export type Problem = Schemas["Problem"];
