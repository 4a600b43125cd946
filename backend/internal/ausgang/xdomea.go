// Package ausgang hands Vorgänge over to other systems. Today that is xdomea 3.0.0, message 0401
// (Abgabe), as a ZIP: to a browser or into a folder that a DMS empties.
//
// Order of work, always: build the message, check it with Pruefe, only then write the first byte. What
// the schema lets pass and Pruefe does not is listed there.
package ausgang

import (
	"encoding/xml"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Oeffner opens the content of a Dokument by its SHA-256 in lower-case hex.
type Oeffner = func(sha256 string) (io.ReadCloser, error)

// Datei is one file of the ZIP beside the XML.
type Datei struct {
	Name    string // <UUID>.<extension>, as Primaerdokument/Dateiname says
	SHA256  string // lower-case hex; checked while writing
	Groesse int64  // bytes; checked while writing
	text    []byte // content made by us; nil = opened by SHA256
}

// Paket is a checked message that waits to be written.
type Paket struct {
	Stamm   string // file name of ZIP and XML without extension
	XML     []byte
	Dateien []Datei // in the order of the XML
	u       casework.Uebergabe
}

// Stamm is the file name of ZIP and XML without extension, as xdomea 2 and 3 ask for it.
func Stamm(prozess uuid.UUID) string { return prozess.String() + abgabe }

const abgabe = "_Abgabe.Abgabe.0401"

// Build makes the message of a hand-over and checks it. Errors are *casework.Error with code Invalid, a
// reason and a German detail; nothing was written then.
func Build(u casework.Uebergabe) (*Paket, error) {
	if err := checkEingabe(u); err != nil {
		return nil, err
	}
	b := &bauer{u: u}
	text, err := xml.MarshalIndent(b.nachricht(), "", "  ")
	if err != nil {
		return nil, &casework.Error{Code: casework.Internal, Reason: "xdomea_marshal", Cause: err}
	}
	text = append([]byte(xml.Header), append(text, '\n')...)
	p := &Paket{Stamm: Stamm(u.ProzessID), XML: text, Dateien: b.dateien, u: u}
	if err := Check(p.Stamm, p.XML, p.Dateien); err != nil {
		return nil, err
	}
	return p, nil
}

// WriteZIP streams the ZIP of a hand-over and returns its name without ".zip". The same input gives the
// same bytes. Before the first byte everything that can be known is checked; when a content turns out
// to differ from its Dokument, WriteZIP fails and what was written has no directory: no reader takes it.
func WriteZIP(w io.Writer, u casework.Uebergabe, open Oeffner) (string, error) {
	p, err := Build(u)
	if err != nil {
		return "", err
	}
	return p.Stamm, p.Write(w, open)
}

// checkEingabe checks what the finished message no longer shows.
func checkEingabe(u casework.Uebergabe) error {
	if u.ErstelltAm.IsZero() {
		return mangel("xdomea_time_missing", "Der Zeitpunkt der Übergabe fehlt.")
	}
	for _, v := range u.Vorgaenge {
		for _, d := range v.Dokumente {
			if !d.Pruefung.Freigegeben() {
				return mangel("document_not_released", "Dokument %s ist nicht zur Weitergabe freigegeben.", d.ID)
			}
		}
		for _, d := range v.Ausgelassen {
			if d.Pruefung.Freigegeben() {
				return mangel("document_left_out", "Dokument %s ist freigegeben und würde doch ausgelassen.", d.ID)
			}
		}
	}
	return nil
}
