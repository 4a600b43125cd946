package zbp

import (
	"kontor/adapters"
	"kontor/backend/internal/postfach/anruf"
)

// Annahmen are what the client relies on. Sources of what was seen, all of 2026: public test scripts against the test
// stage of the mailbox, the FIT-Connect library of optiGov, documentation of FITKO.
var Annahmen = []anruf.Annahme{
	anruf.Seen("login: client certificate and a token of our own", "mTLS; Authorization: Bearer"),
	anruf.Seen("token through FIT-Connect", `RS512; iat, exp (30 minutes), signer (CN), roles ["THIRD_PARTY"]`),
	anruf.Inferred("the token of direct calls is the same", ""),
	anruf.Seen("send", "PUT "+pfadNachricht+", multipart: json, files"),
	anruf.Seen("json", "content (the message as a JSON string), sha512sum"),
	anruf.Seen("sha512sum of json is a signature over the bytes of content", "Base64, RSA PKCS#1 v1.5 with SHA-512"),
	anruf.Seen("fields of a message and their lengths", "see nachricht and checkNachricht"),
	anruf.Seen("values of stork_qaa_level", "1, 3, 4; a client knows 2, too: we send 3 for it"),
	anruf.Inferred("size of content", "about 1 MB, secondary source; a setting"),
	anruf.Inferred("content is HTML", "accepted by one client; a setting"),
	anruf.Inferred("parts files are in the order of attachments", ""),
	anruf.Inferred("replyAddress may be a web address", "320 characters; a setting replaces it"),
	anruf.Inferred("answer of send", "no body or JSON; anything else counts as unknown"),
	anruf.Inferred("send asks with Expect: 100-continue, which is answered or ignored", ""),
	anruf.Inferred("404 of send: the mailbox does not exist", ""),
	anruf.Inferred("accepted = provided", ""),
	anruf.Inferred("the mailbox tells the person", "a setting, off: no Bescheid is announced there before somebody asked"),
	anruf.Inferred("a message without content is refused (400), which shows that the login works", "Check"),
	anruf.Inferred("size, number and types of files", "settings; testers tried pdf, jpeg, bmp, tiff"),
	anruf.Seen("state of an application", "POST "+pfadStatus+", JSON: content, sha512sum"),
	anruf.Seen("fields of a state and their lengths", "see stand and Status"),
	anruf.Inferred("who sets which state", "RECEIVED, PROCESSING seen; ACTION_REQUIRED, COMPLETED derived"),
}

const (
	pfadNachricht = "/v6/mailbox/messages"
	pfadStatus    = "/v6/mailbox/applications/states"
)

// niveaus are the levels of a message, by ours. Level 2 is no level of ours; it is never lowered.
var niveaus = map[int]int{1: 1, 2: 3, 3: 3, 4: 4}

// zustaende are the states of an application, by ours.
var zustaende = map[string]string{"eingegangen": "RECEIVED", "in_bearbeitung": "PROCESSING",
	"mitwirkung": "ACTION_REQUIRED", "abgeschlossen": "COMPLETED"}

// nachricht is a message; the order of its members is that of the signed text.
type nachricht struct {
	Postfach  string   `json:"mailboxUuid"`
	Niveau    int      `json:"stork_qaa_level"`
	Absender  string   `json:"sender"`
	Titel     string   `json:"title"`
	Inhalt    string   `json:"content"`
	Dienst    string   `json:"service"`
	Antrag    string   `json:"applicationId,omitempty"`
	AbrufAn   string   `json:"retrievalConfirmationAddress,omitempty"`
	AntwortAn string   `json:"replyAddress,omitempty"`
	Zeichen   string   `json:"reference,omitempty"`
	Verweis   string   `json:"senderUrl,omitempty"`
	Anlagen   []anlage `json:"attachments,omitempty"`
}

type anlage struct {
	Name   string `json:"filename"`
	SHA512 string `json:"sha512sum"` // hex, of the file
	Laenge int64  `json:"contentLength"`
}

// stand is the state of an application.
type stand struct {
	Antrag    string   `json:"applicationId"`
	Status    string   `json:"status"`
	Dienst    deutsch  `json:"publicServiceName"`
	Absender  string   `json:"senderName"`
	Am        string   `json:"createdDate"` // UTC with milliseconds
	Einzelnes *deutsch `json:"statusDetails,omitempty"`
	Zeichen   string   `json:"reference,omitempty"`
}

type deutsch struct {
	De string `json:"de"`
}

// umschlag is a signed text.
type umschlag struct {
	Inhalt   string `json:"content"`
	Signatur string `json:"sha512sum"`
}

func both(de, en string) adapters.Sprachen { return adapters.Sprachen{De: de, En: en} }

// Felder are the settings of a channel of this kind.
var Felder = append([]adapters.Setting{
	{Name: "url", Art: "text", Pflicht: true, Label: both("Adresse der Schnittstelle", "Address of the interface"),
		Hilfe: both("Die Adresse bis vor „/v6/mailbox“, mit https. Sie ist nur aus den Netzen des Bundes erreichbar.",
			"The address up to “/v6/mailbox”, with https. It can be reached from the networks of the administration only.")},
	{Name: "wurzeln", Art: "mehrzeilig", Label: both("Zertifikate der Gegenseite", "Certificates of the far end"),
		Hilfe: both("Wurzelzertifikate als PEM, etwa der Verwaltungs-PKI. Ohne Angabe gelten die des Systems.",
			"Root certificates as PEM, for example of the administration's PKI. Without them those of the system count.")},
}, Nachrichtenfelder...)

// Nachrichtenfelder are the settings of what is signed and what goes along, whichever way it takes.
var Nachrichtenfelder = []adapters.Setting{
	{Name: "zertifikat", Art: "mehrzeilig", Pflicht: true, Geheim: true,
		Label: both("Zertifikat mit Schlüssel", "Certificate with key"),
		Hilfe: both("PEM mit Zertifikat und offenem RSA-Schlüssel, oder eine PKCS#12-Datei als Base64. Es wird verschlüsselt gespeichert.",
			"PEM with certificate and open RSA key, or a PKCS#12 file as Base64. It is stored encrypted.")},
	{Name: "zertifikat_passwort", Art: "text", Geheim: true,
		Label: both("Passwort des Zertifikats", "Password of the certificate"),
		Hilfe: both("Nur zu einer PKCS#12-Datei.", "Of a PKCS#12 file only.")},
	{Name: "form", Art: "auswahl", Werte: []string{"html", "text"}, Vorgabe: "html",
		Label: both("Form des Textes", "Form of the text"),
		Hilfe: both("Wie das Postfach den Text zeigt; mit dem Betreiber klären.",
			"How the mailbox shows the text; ask the operator.")},
	{Name: "antwort_an", Art: "text", Label: both("Antwortadresse", "Reply address"),
		Hilfe: both("Ohne Angabe führt sie in den Antragsraum.", "Without one it leads to the applicants' room.")},
	{Name: "abruf_an", Art: "text", Label: both("E-Mail bei Abruf", "Mail on retrieval"),
		Hilfe: both("Wohin das Postfach meldet, dass eine Nachricht geöffnet wurde. Leer: keine Meldung.",
			"Where the mailbox reports that a message was opened. Empty: no report.")},
	{Name: "benachrichtigt", Art: "ja_nein", Vorgabe: "nein",
		Label: both("Das Postfach benachrichtigt die Person selbst", "The mailbox notifies the person itself"),
		Hilfe: both("Nur ja, wenn der Betreiber es bestätigt hat: Davon hängt ab, ob ein Bescheid dort bekannt gegeben werden kann (§ 9 Abs. 1 OZG). Sonst benachrichtigt Kontor zusätzlich per E-Mail.",
			"Only yes if the operator has confirmed it: a decision can be notified there only then (§ 9(1) OZG). Otherwise Kontor notifies by e-mail as well.")},
	{Name: "datei_mb", Art: "zahl", Vorgabe: "10", Label: both("Größte Datei in MB", "Largest file in MB"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
	{Name: "gesamt_mb", Art: "zahl", Vorgabe: "25", Label: both("Alle Dateien zusammen in MB", "All files together in MB"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
	{Name: "dateien", Art: "zahl", Vorgabe: "10", Label: both("Dateien je Nachricht", "Files per message"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
	{Name: "typen", Art: "liste", Vorgabe: "application/pdf, image/jpeg, image/png, image/bmp, image/tiff",
		Label: both("Erlaubte Formate", "Formats allowed"),
		Hilfe: both("Medientypen, mit Komma getrennt.", "Media types, separated by commas.")},
	{Name: "text_max", Art: "zahl", Vorgabe: "100000", Label: both("Zeichen des Textes", "Characters of the text"),
		Hilfe: both("Wie der Betreiber sie erlaubt.", "As the operator allows.")},
}
