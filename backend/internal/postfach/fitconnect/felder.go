package fitconnect

import (
	"kontor/adapters"
	"kontor/backend/internal/postfach/anruf"
)

// Annahmen are what the client relies on. Sources of what was seen: the published interface 1.1.3, its documentation,
// and three public clients of version 2 of 2026, two of which say what they saw at the test stage.
var Annahmen = []anruf.Annahme{
	anruf.Seen("token: client credentials in the body, no scope", "client_id, client_secret"),
	anruf.Seen("key of a destination", "GET "+pfadZustellpunkte+"/{id}: encryptionKid; …/keys/{kid}"),
	anruf.Seen("rules of such a key", "RSA, 4096 bits or more, e AQAB, RSA-OAEP-256, wrapKey"),
	anruf.Seen("encryption", "RSA-OAEP-256, A256GCM, kid, cty, no zip; one for metadata, data and each file"),
	anruf.Seen("announce", "POST "+einreichungen.pfad+": destinationId, announcedAttachments, publicService"),
	anruf.Seen("a file", "PUT "+einreichungen.pfad+"/{id}/attachments/{id}, application/jose"),
	anruf.Seen("submit", "PUT "+einreichungen.pfad+"/{id}: encryptedMetadata, encryptedData"),
	anruf.Seen("metadata", metadatenSchema),
	anruf.Seen("events of one submission", "GET "+einreichungen.pfad+"/{id}/events: eventLog"),
	anruf.Seen("a SET: PS512, secevent+jwt, one event; key by its issuer", ""),
	anruf.Inferred("the service as issuer has the host of its address", ""),
	anruf.Seen("who may issue which event", "service: create, submit, reject, delete; destination: accept, reject"),
	anruf.Seen("what is announced and never submitted is deleted after a day", ""),
	anruf.Seen("rejected by the service after 14 days", ""),
	anruf.Seen("reply: start", "POST …/replies, event create-reply"),
	anruf.Seen("reply: its key came with the application", "replyChannel.fitConnect.encryptionPublicKey"),
	anruf.Inferred("reply: body and answer", "caseId, announcedAttachments; replyId"),
	anruf.Inferred("reply: files and submit as of a submission",
		"PUT …/replies/{id}/attachments/{id}, PUT …/replies/{id}"),
	anruf.Inferred("reply: path in version 2", antworten.pfad+"; seen was /v1/replies; a setting"),
	anruf.Inferred("reply: provided with submit-reply; with which key accept-reply is signed is unknown", ""),
	anruf.Recalled("reply: data, where the online service names no other",
		"JSON, see antwortDaten; schema is a setting"),
	anruf.Inferred("reply: 404 of its start: the case is no more", ""),
	anruf.Seen("list of what lies at our destination", "GET "+einreichungen.pfad+"?destinationId="),
	anruf.Inferred("a submission in version 2",
		"GET "+einreichungen.pfad+"/{id}: encryptedMetadata, encryptedData, attachments"),
	anruf.Inferred("its file", "GET "+einreichungen.pfad+"/{id}/attachments/{id}"),
	anruf.Seen("an answer of the applicant is a submission into the same caseId", ""),
	anruf.Seen("acknowledge", "POST "+pfadFaelle+"/{caseId}/events: accept-submission with authenticationTags"),
	anruf.Inferred("a problem whose type speaks of a mailbox: it does not exist", ""),
}

const (
	pfadZustellpunkte = "/v2/destinations"
	pfadSchluessel    = "/.well-known/jwks.json"

	pfadFaelle = "/v2/cases"

	metadatenSchema = "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json"
	ereignisse      = "https://schema.fitko.de/fit-connect/events/"
)

// art is what differs between what is sent to a destination and what goes back to a sender.
type art struct {
	pfad string
	name string // in events and in sub of a SET
}

var (
	einreichungen = art{"/v2/submissions", "submission"}
	antworten     = art{"/v2/replies", "reply"}
)

func both(de, en string) adapters.Sprachen { return adapters.Sprachen{De: de, En: en} }

// Zugangsfelder are the settings of whoever calls FIT-Connect.
var Zugangsfelder = []adapters.Setting{
	{Name: "url", Art: "text", Pflicht: true, Label: both("Adresse des Zustelldienstes", "Address of the delivery service"),
		Hilfe: both("Submission API bis vor „/v2“, mit https.", "Submission API up to “/v2”, with https.")},
	{Name: "token_url", Art: "text", Pflicht: true, Label: both("Adresse der Anmeldung", "Address of the login"),
		Hilfe: both("Token-Endpunkt von FIT-Connect, mit https.", "Token endpoint of FIT-Connect, with https.")},
	{Name: "client_id", Art: "text", Pflicht: true, Label: both("Kennung (client_id)", "Client id"),
		Hilfe: both("Aus dem Self-Service-Portal.", "From the self-service portal.")},
	{Name: "client_secret", Art: "text", Pflicht: true, Geheim: true,
		Label: both("Passwort (client_secret)", "Client secret"),
		Hilfe: both("Aus dem Self-Service-Portal. Es wird verschlüsselt gespeichert.",
			"From the self-service portal. It is stored encrypted.")},
}

// What a key is for.
const (
	artVerschluesseln = "wrapKey"
	artEntschluesseln = "unwrapKey"
	artPruefen        = "verify"
	artUnterschreiben = "sign"
)

// Felder are the settings of the reply channel.
var Felder = append(append([]adapters.Setting{}, Zugangsfelder...), []adapters.Setting{
	{Name: "zustellpunkt", Art: "text", Pflicht: true, Label: both("Eigener Zustellpunkt", "Own destination"),
		Hilfe: both("destinationId, an die Anträge und Antworten gehen (UUID).",
			"destinationId that applications and answers go to (UUID).")},
	{Name: "schluessel", Art: "mehrzeilig", Pflicht: true, Geheim: true,
		Label: both("Private Schlüssel des Zustellpunkts", "Private keys of the destination"),
		Hilfe: both("JWK zum Entschlüsseln (unwrapKey, auch mehrere) und zum Unterschreiben (sign), als JWK-Satz mit „keys“. Sie werden verschlüsselt gespeichert.",
			"JWK to decrypt (unwrapKey, several if need be) and to sign (sign), as a set with “keys”. They are stored encrypted.")},
	{Name: "schema", Art: "text", Pflicht: true, Label: both("Schema der Nachrichten", "Schema of messages"),
		Hilfe: both("Adresse (URI), die mit dem Onlinedienst vereinbart ist; er liest die Nachricht mit einer Maschine.",
			"URI that was agreed with the online service; a machine reads the message.")},
	{Name: "antworten_pfad", Art: "text", Vorgabe: antworten.pfad,
		Label: both("Pfad für Nachrichten", "Path of messages"),
		Hilfe: both("Wie der Zustelldienst ihn nennt.", "As the delivery service has it.")},
	{Name: "datei_mb", Art: "zahl", Vorgabe: "10", Label: both("Größte Datei in MB", "Largest file in MB"),
		Hilfe: both("Gilt in beide Richtungen.", "Both ways.")},
	{Name: "gesamt_mb", Art: "zahl", Vorgabe: "50", Label: both("Alle Dateien zusammen in MB", "All files together in MB"),
		Hilfe: both("Je Nachricht.", "Per message.")},
}...)

type angekuendigt struct {
	Einreichung string `json:"submissionId,omitempty"`
	Antwort     string `json:"replyId,omitempty"`
	Fall        string `json:"caseId"`
}

type ankuendigung struct {
	Zustellpunkt string   `json:"destinationId,omitempty"`
	Anlagen      []string `json:"announcedAttachments"`
	Leistung     *benannt `json:"publicService,omitempty"`
	Fall         string   `json:"caseId,omitempty"`
}

type benannt struct {
	Kennung string `json:"identifier"`
	Name    string `json:"name,omitempty"`
}

type uebermittlung struct {
	Metadaten string `json:"encryptedMetadata"`
	Daten     string `json:"encryptedData"`
}

type metadaten struct {
	Schema string `json:"$schema"`
	Inhalt struct {
		Daten struct {
			Hash   hash        `json:"hash"`
			Schema datenSchema `json:"submissionSchema"`
		} `json:"data"`
		Anlagen []anlage `json:"attachments"`
	} `json:"contentStructure"`
}

type hash struct {
	Art    string `json:"type"`
	Inhalt string `json:"content"` // SHA-512, hex
}

type datenSchema struct {
	URI string `json:"schemaUri"`
	Typ string `json:"mimeType"`
}

type anlage struct {
	ID    string `json:"attachmentId"`
	Hash  hash   `json:"hash"`
	Zweck string `json:"purpose"`
	Typ   string `json:"mimeType"`
	Name  string `json:"filename,omitempty"`
}
