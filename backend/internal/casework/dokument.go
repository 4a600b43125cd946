package casework

import (
	"strings"
	"time"

	"github.com/google/uuid"
)

// DokumentRolle says where a Dokument comes from.
type DokumentRolle string

// The closed list.
const (
	RolleRepresentation DokumentRolle = "representation" // the application as rendered
	RolleAttachment     DokumentRolle = "attachment"     // uploaded with the application
	RolleNachricht      DokumentRolle = "nachricht"      // attached to an outgoing message
	RolleAntwort        DokumentRolle = "antwort"        // came with an answer
	RolleBescheid       DokumentRolle = "bescheid"
	RolleIntern         DokumentRolle = "intern" // added by the office
	RolleBrief          DokumentRolle = "brief"  // the letter of a message
)

// Pruefung is the result of the virus scan.
type Pruefung string

// The closed list. Only unbedenklich and ungeprueft are handed out; ungeprueft says that no scanner
// is configured and the built-in check found nothing.
const (
	PruefungAusstehend   Pruefung = "ausstehend"
	PruefungUnbedenklich Pruefung = "unbedenklich"
	PruefungBefallen     Pruefung = "befallen"
	PruefungUngeprueft   Pruefung = "ungeprueft"
)

// Freigegeben tells whether the content may leave quarantine.
func (p Pruefung) Freigegeben() bool { return p == PruefungUnbedenklich || p == PruefungUngeprueft }

// Auslassungsgrund says in the words of the file plan why an Übergabe leaves the content out; empty where it does not.
func (p Pruefung) Auslassungsgrund() string {
	switch p {
	case PruefungUnbedenklich, PruefungUngeprueft:
		return ""
	case PruefungBefallen:
		return "Schadsoftware gefunden, Datei gesperrt"
	}
	return "Prüfung auf Schadsoftware nicht abgeschlossen, Datei in Quarantäne"
}

// Titel is what people call it: its description, or else the name of the file.
func (d *Dokument) Titel() string {
	if d.Beschreibung != "" {
		return d.Beschreibung
	}
	return d.Dateiname
}

// Ereignis is the Art of the journal entry that says how a scan ended.
func (p Pruefung) Ereignis() string {
	switch p {
	case PruefungBefallen:
		return "dokument_befallen"
	case PruefungUnbedenklich:
		return "dokument_geprueft"
	}
	return "dokument_ungeprueft"
}

// Dokument is metadata of one file; the content is a blob.
type Dokument struct {
	ID           uuid.UUID
	Vorgang      uuid.UUID
	Rolle        DokumentRolle
	Dateiname    string
	ContentType  string
	SHA256       string
	Groesse      int64
	Pruefung     Pruefung
	Beschreibung string
	Feld         string
	FremdID      string // the adapter's id, by which a Feld names it
	Nachricht    *uuid.UUID
	Punkt        *uuid.UUID
	Am           time.Time
	Signaturen   Signaturen // that it carries, as they were found when it came or went; nil = none, or nobody looked
}

// IsPDF by its type or its name: not every form server says a type.
func (d *Dokument) IsPDF() bool {
	t, _, _ := strings.Cut(d.ContentType, ";")
	return t == "application/pdf" || strings.HasSuffix(strings.ToLower(d.Dateiname), ".pdf")
}

// Ansehbar tells whether a browser may show the content inside the page: only types that run nothing.
func (d *Dokument) Ansehbar() bool {
	t, _, _ := strings.Cut(d.ContentType, ";")
	switch t {
	case "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain":
		return d.Pruefung.Freigegeben()
	}
	return false
}
