package osi2

import (
	"net/url"

	"kontor/adapters"
)

// Beleg says how sure something of a protocol is.
type Beleg string

// The closed list.
const (
	Gesehen    Beleg = "gesehen"    // in a public source
	Abgeleitet Beleg = "abgeleitet" // inferred from what was seen
	Erinnert   Beleg = "erinnert"   // from general knowledge, nothing public
)

// Annahme is something of the protocol and how sure it is. A real specification changes this file and no other.
type Annahme struct {
	Was   string
	Wert  string
	Beleg Beleg
}

// Annahmen are all the names and paths the client uses. Source of what was seen: README and fragments of the
// specification in the public repository osiv2-postfach of OZG-Cloud, read in 2026.
var Annahmen = []Annahme{
	{"token: grant", "client_credentials", Gesehen},
	{"token: fields", "client_id, client_secret, scope, resource", Gesehen},
	{"token: scope beside the access scope", scopeDefault, Gesehen},
	{"mailbox of an account", "POST " + pfadLookup, Gesehen},
	{"its request", `{"nameIdentifier": …}`, Erinnert},
	{"its answer", `{"mailboxes": [{"mailboxId": …, "tenant": …}]}`, Erinnert},
	{"several mailboxes, the own tenant's is preferred", "", Gesehen},
	{"upload of a part", "POST " + pfadTeil, Gesehen},
	{"an empty part ends the upload", "", Gesehen},
	{"guid of an upload is made by the client", "?guid=", Abgeleitet},
	{"name and type of a file", "?fileName=&contentType=", Erinnert},
	{"size of a part", "1 MiB, a setting", Erinnert},
	{"state of a scan", "GET " + pfadUpload + "/{guid}", Gesehen},
	{"its answer", `{"state": …}`, Erinnert},
	{"states of a scan", scanOffen + ", " + scanLaeuft + ", " + scanRein + ", " + scanBefallen + ", " + scanFehler, Erinnert},
	{"send", "POST " + pfadSend + "/{mailboxId}", Gesehen},
	{"fields of a message", "sequencenumber, subject, body, isHtml, displayName, originSender, replyAction, eidasLevel, isObligatory, files", Erinnert},
	{"number of the Vorgang is the thread key, 1 to 256 characters", "sequencenumber", Gesehen},
	{"subject, 1 to 255 characters", "subject", Gesehen},
	{"values of replyAction", antwortMoeglich + ", " + antwortNoetig + ", " + antwortVerboten, Erinnert},
	{"values of eidasLevel", "Low, Substantial, High", Erinnert},
	{"answer of send", `{"messageId": …}`, Erinnert},
	{"accepted by send = provided; no receipt of reading", "", Abgeleitet},
	{"the portal tells the account by e-mail", "", Gesehen},
	{"list of what came, at most 100", "GET " + pfadEingang, Gesehen},
	{"its answer", `{"messageIds": […]}`, Abgeleitet},
	{"a message that came", "GET " + pfadEingang + "/{id}", Gesehen},
	{"its file", "GET " + pfadEingang + "/{id}/Attachments/{attachmentId}", Abgeleitet},
	{"its end", "DELETE " + pfadEingang + "/{id}; that there is a deletion was seen", Abgeleitet},
}

const (
	scopeDefault = "default"

	pfadLookup  = "/MailboxDirectory/v1/Lookup"
	pfadTeil    = "/Quarantine/v1/Upload/Chunked"
	pfadUpload  = "/Quarantine/v1/Upload"
	pfadSend    = "/MessageExchange/v1/Send"
	pfadEingang = "/MessageExchange/v1/Receive"

	scanOffen    = "open"
	scanLaeuft   = "scanning"
	scanRein     = "clean"
	scanBefallen = "infected"
	scanFehler   = "error"

	antwortMoeglich = "Possible"
	antwortNoetig   = "Mandatory"
	antwortVerboten = "Forbidden"
)

// niveaus are the levels of a message, by ours.
var niveaus = map[int]string{1: "Low", 3: "Substantial", 4: "High"}

type postfachAntwort struct {
	Mailboxes []struct {
		ID     string `json:"mailboxId"`
		Tenant string `json:"tenant"`
	} `json:"mailboxes"`
}

type scanAntwort struct {
	State string `json:"state"`
}

// nachricht is a message, both ways.
type nachricht struct {
	ID           string   `json:"messageId,omitempty"`
	Vorgang      string   `json:"sequencenumber"`
	Betreff      string   `json:"subject"`
	Text         string   `json:"body"`
	HTML         bool     `json:"isHtml"`
	Dienst       string   `json:"displayName"`
	Absender     string   `json:"originSender"`
	Antwort      string   `json:"replyAction"`
	Niveau       string   `json:"eidasLevel"`
	Verpflichtet bool     `json:"isObligatory"`
	Dateien      []string `json:"files"`

	// of what comes
	Auf        string  `json:"inReplyTo,omitempty"`
	GesendetAm string  `json:"sentAt,omitempty"` // RFC 3339
	Anlagen    []datei `json:"attachments,omitempty"`
}

type datei struct {
	ID      string `json:"attachmentId"`
	Name    string `json:"fileName"`
	Typ     string `json:"contentType"`
	Groesse int64  `json:"size"`
}

type gesendet struct {
	ID string `json:"messageId"`
}

type eingang struct {
	IDs []string `json:"messageIds"`
}

func teilURL(base, guid, name, typ string) string {
	return base + pfadTeil + "?" + url.Values{"guid": {guid}, "fileName": {name}, "contentType": {typ}}.Encode()
}

func both(de, en string) adapters.Sprachen { return adapters.Sprachen{De: de, En: en} }

// Felder are the settings of a channel of this kind.
var Felder = []adapters.Setting{
	{Name: "url", Art: "text", Pflicht: true, Label: both("Adresse der Schnittstelle", "Address of the interface"),
		Hilfe: both("Die Adresse des Betreibers bis vor „/MailboxDirectory“, mit https.",
			"The operator's address up to “/MailboxDirectory”, with https.")},
	{Name: "token_url", Art: "text", Pflicht: true, Label: both("Adresse der Anmeldung", "Address of the login"),
		Hilfe: both("Token-Endpunkt des Servicekontos, mit https.", "Token endpoint of the service account, with https.")},
	{Name: "client_id", Art: "text", Pflicht: true, Label: both("Kennung (client_id)", "Client id"),
		Hilfe: both("Vom Betreiber zugeteilt.", "Given by the operator.")},
	{Name: "client_secret", Art: "text", Pflicht: true, Geheim: true,
		Label: both("Passwort (client_secret)", "Client secret"),
		Hilfe: both("Vom Betreiber zugeteilt. Es wird verschlüsselt gespeichert.",
			"Given by the operator. It is stored encrypted.")},
	{Name: "scope", Art: "text", Pflicht: true, Label: both("Zugriffsbereich (scope)", "Access scope"),
		Hilfe: both("Ohne „default“, das kommt von selbst dazu. Fehlt der richtige Wert, antwortet die Schnittstelle mit Fehler 500.",
			"Without “default”, which is added. Without the right value the interface answers with error 500.")},
	{Name: "resource", Art: "text", Pflicht: true, Label: both("Ressource (resource)", "Resource"),
		Hilfe: both("Zum Beispiel urn:dataport:osi:postfach:… vom Betreiber.",
			"For example urn:dataport:osi:postfach:… from the operator.")},
	{Name: "mandant", Art: "text", Pflicht: true, Label: both("Mandant (tenant)", "Tenant"),
		Hilfe: both("Kürzel des Landes, etwa ST oder SH. Hat ein Konto mehrere Postfächer, wird dieses genommen.",
			"The state's letters, such as ST or SH. If an account has several mailboxes, this one is taken.")},
	{Name: "datei_mb", Art: "zahl", Vorgabe: "20", Label: both("Größte Datei in MB", "Largest file in MB"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
	{Name: "gesamt_mb", Art: "zahl", Vorgabe: "40", Label: both("Alle Dateien zusammen in MB", "All files together in MB"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
	{Name: "dateien", Art: "zahl", Vorgabe: "10", Label: both("Dateien je Nachricht", "Files per message"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
	{Name: "typen", Art: "liste", Vorgabe: "application/pdf, image/jpeg, image/png, text/plain",
		Label: both("Erlaubte Formate", "Formats allowed"),
		Hilfe: both("Medientypen, mit Komma getrennt.", "Media types, separated by commas.")},
	{Name: "teil_kb", Art: "zahl", Vorgabe: "1024", Label: both("Größe eines Teils in KB", "Size of a part in KB"),
		Hilfe: both("In solchen Teilen werden Dateien hochgeladen.", "Files are uploaded in parts of this size.")},
	{Name: "text_max", Art: "zahl", Vorgabe: "10000", Label: both("Zeichen des Textes", "Characters of the text"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
}
