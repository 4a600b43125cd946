package ausgang

import "encoding/xml"

// The types below are the elements of message 0401 we write, in the order the schema demands. The
// prefix is part of the names because receivers look for the string "xdomea"; encoding/xml would
// choose its own. Inside codes there is none.

const (
	namensraum = "urn:xoev-de:xdomea:schema:3.0.0"
	schemaOrt  = namensraum + " xdomea-Nachrichten-AbgabeDurchfuehren.xsd"
	xsi        = "http://www.w3.org/2001/XMLSchema-instance"
	listen     = "urn:xoev-de:xdomea:codeliste:"
)

type nachricht0401 struct {
	XMLName   xml.Name           `xml:"xdomea:Abgabe.Abgabe.0401"`
	Xdomea    string             `xml:"xmlns:xdomea,attr"`
	Xsi       string             `xml:"xmlns:xsi,attr"`
	SchemaOrt string             `xml:"xsi:schemaLocation,attr"`
	Kopf      kopf               `xml:"xdomea:Kopf"`
	Objekte   []schriftgutobjekt `xml:"xdomea:Schriftgutobjekt"`
}

type kopf struct {
	ProzessID            string      `xml:"xdomea:ProzessID"`
	Nachrichtentyp       code        `xml:"xdomea:Nachrichtentyp"`
	Erstellungszeit      string      `xml:"xdomea:Erstellungszeitpunkt"`
	Absender             kontakt     `xml:"xdomea:Absender"`
	Empfaenger           kontakt     `xml:"xdomea:Empfaenger"`
	System               *systemName `xml:"xdomea:SendendesSystem"`
	Importbestaetigung   int         `xml:"xdomea:Importbestaetigung"` // xmllint refuses "true"
	Empfangsbestaetigung int         `xml:"xdomea:Empfangsbestaetigung"`
}

type systemName struct {
	Produktname string `xml:"xdomea:Produktname"`
	Version     string `xml:"xdomea:Version"`
}

type code struct {
	ListURI string `xml:"listURI,attr,omitempty"`
	Version string `xml:"listVersionID,attr,omitempty"`
	Code    string `xml:"code"`
	Name    string `xml:"name,omitempty"`
}

type kontakt struct {
	Kennung       *behoerdenkennung `xml:"xdomea:Behoerdenkennung"`
	Institution   *name             `xml:"xdomea:Institution"`
	Einheit       *name             `xml:"xdomea:Organisationseinheit"`
	Person        *personenname     `xml:"xdomea:Name"`
	Anschrift     *anschrift        `xml:"xdomea:Anschrift"`
	Kommunikation []kommunikation   `xml:"xdomea:Kommunikation"`
	Geburt        *geburt           `xml:"xdomea:Geburt"`
}

type behoerdenkennung struct {
	Schluessel code  `xml:"xdomea:Behoerdenschluessel"`
	Praefix    *code `xml:"xdomea:Praefix"`
}

type name struct {
	Name string `xml:"xdomea:Name"`
}

type personenname struct {
	Anrede       string `xml:"xdomea:Anrede,omitempty"`
	Titel        string `xml:"xdomea:Titel,omitempty"`
	Familienname *name  `xml:"xdomea:Familienname"`
	Vorname      *name  `xml:"xdomea:Vorname"`
}

type anschrift struct {
	Strasse      string `xml:"xdomea:Strasse,omitempty"`
	Hausnummer   string `xml:"xdomea:Hausnummer,omitempty"`
	Postleitzahl string `xml:"xdomea:Postleitzahl,omitempty"`
	Ort          string `xml:"xdomea:Ort,omitempty"`
	Zusatz       string `xml:"xdomea:Zusatz,omitempty"`
}

type kommunikation struct {
	Kanal   code   `xml:"xdomea:Kanal"`
	Kennung string `xml:"xdomea:Kennung"`
}

type geburt struct {
	Datum string `xml:"xdomea:Datum"`
}

type schriftgutobjekt struct {
	Vorgang vorgang `xml:"xdomea:Vorgang"`
}

type vorgang struct {
	Identifikation identifikation `xml:"xdomea:Identifikation"`
	Allgemein      allgemein      `xml:"xdomea:AllgemeineMetadaten"`
	Archiv         archiv         `xml:"xdomea:ArchivspezifischeMetadaten"`
	Typ            string         `xml:"xdomea:Typ,omitempty"`
	ZdA            int            `xml:"xdomea:ZdA,omitempty"`
	ZdADatum       string         `xml:"xdomea:ZdADatum,omitempty"`
	Laufzeit       laufzeit       `xml:"xdomea:Laufzeit"`
	Historie       []historie     `xml:"xdomea:HistorienProtokollInformation"`
	Dokumente      []dokument     `xml:"xdomea:Dokument"`
	Kontakte       []kontakt      `xml:"xdomea:Kontakt"`
	Erweiterung    *erweiterung   `xml:"xdomea:AnwendungsspezifischeErweiterung"`
}

type identifikation struct {
	ID     string `xml:"xdomea:ID"`
	Nummer int    `xml:"xdomea:NummerImUebergeordnetenContainer,omitempty"`
}

type allgemein struct {
	Betreff       string `xml:"xdomea:Betreff"`
	Kennzeichen   string `xml:"xdomea:Kennzeichen,omitempty"`
	Federfuehrung string `xml:"xdomea:Federfuehrung,omitempty"`
	Bemerkung     string `xml:"xdomea:Bemerkung,omitempty"`
	Medium        code   `xml:"xdomea:Medium"`
}

type archiv struct {
	Dauer            dauer             `xml:"xdomea:Aufbewahrungsdauer"`
	Aussonderungsart *aussonderungsart `xml:"xdomea:Aussonderungsart"`
}

type dauer struct {
	Jahre       int `xml:"xdomea:AnzahlJahre,omitempty"`
	Unbefristet int `xml:"xdomea:Unbefristet,omitempty"`
}

type aussonderungsart struct {
	Art code `xml:"xdomea:Aussonderungsart"`
}

type laufzeit struct {
	Beginn string `xml:"xdomea:Beginn,omitempty"`
	Ende   string `xml:"xdomea:Ende,omitempty"`
}

type historie struct {
	Metadatum string `xml:"xdomea:MetadatumName,omitempty"`
	AlterWert string `xml:"xdomea:MetadatumAlterWert,omitempty"`
	NeuerWert string `xml:"xdomea:MetadatumNeuerWert,omitempty"`
	Akteur    string `xml:"xdomea:Akteur"`
	Zeit      string `xml:"xdomea:DatumUhrzeit"`
	Bemerkung string `xml:"xdomea:Bemerkung,omitempty"`
	Aktion    string `xml:"xdomea:Aktion"`
}

type dokument struct {
	Identifikation identifikation `xml:"xdomea:Identifikation"`
	Allgemein      allgemein      `xml:"xdomea:AllgemeineMetadaten"`
	Eingang        string         `xml:"xdomea:Posteingangsdatum,omitempty"`
	Ausgang        string         `xml:"xdomea:Postausgangsdatum,omitempty"`
	Schreiben      string         `xml:"xdomea:DatumDesSchreibens,omitempty"`
	Bearbeiter     string         `xml:"xdomea:Bearbeiter,omitempty"`
	Typ            string         `xml:"xdomea:Typ"`
	Version        version        `xml:"xdomea:Version"`
	Anlagen        []dokument     `xml:"xdomea:Anlage"`
	Absender       *kontakt       `xml:"xdomea:Absender"`
	Empfaenger     *kontakt       `xml:"xdomea:Empfaenger"`
	Nummer         int            `xml:"xdomea:Nummer,omitempty"` // of an Anlage
}

type version struct {
	Nummer int    `xml:"xdomea:Nummer"`
	Format format `xml:"xdomea:Format"`
}

type format struct {
	Name            code            `xml:"xdomea:Name"`
	SonstigerName   string          `xml:"xdomea:SonstigerName,omitempty"`
	Version         string          `xml:"xdomea:Version"`
	Primaerdokument primaerdokument `xml:"xdomea:Primaerdokument"`
}

type primaerdokument struct {
	Dateiname string `xml:"xdomea:Dateiname"`
	Original  string `xml:"xdomea:DateinameOriginal,omitempty"`
	Zeit      string `xml:"xdomea:DatumUhrzeit,omitempty"`
}

type erweiterung struct {
	Kennung string       `xml:"xdomea:Kennung"`
	Name    string       `xml:"xdomea:Name"`
	Version string       `xml:"xdomea:Versionsnummer"`
	Gruppen []feldgruppe `xml:"xdomea:Feldgruppe"`
}

type feldgruppe struct {
	Name         string       `xml:"xdomea:Name"`
	Beschreibung string       `xml:"xdomea:Beschreibung"`
	Gruppen      []feldgruppe `xml:"xdomea:Unterfeldgruppe"`
	Felder       []feld       `xml:"xdomea:Feld"`
}

type feld struct {
	Name         string `xml:"xdomea:Name"`
	Beschreibung string `xml:"xdomea:Beschreibung,omitempty"`
	Datentyp     *code  `xml:"xdomea:Datentyp"`
	Wert         string `xml:"xdomea:Wert"`
}
