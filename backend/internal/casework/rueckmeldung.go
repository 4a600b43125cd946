package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Rueckmeldung is what came back by a channel. Of its text nothing is certain but who signed in to write it.
type Rueckmeldung struct {
	Kennung    string // the channel's, unique there
	Faden      string // thread key: the Vorgangsnummer it was sent with; "" = none
	Betreff    string
	Text       string
	HTML       bool   // Text is HTML
	InAntwort  string // the channel's id of what it answers (Quittung.Kennung); "" = unknown
	GesendetAm time.Time
	Niveau     int // of the login it was written with; 0 = unknown
	Dateien    []Rueckdatei
}

// Rueckdatei is a file of it; its bytes come as a stream.
type Rueckdatei struct {
	Name    string
	Typ     string // as declared
	Groesse int64  // as declared
	Open    func(ctx context.Context) (io.ReadCloser, error)
}

// Marke stands at the end of what goes out: an answer that quotes it finds its Vorgang.
func Marke(vorgangsnummer string) string { return "[Vorgang " + vorgangsnummer + "]" }

var marken = regexp.MustCompile(`\[Vorgang ([A-Za-z0-9ÄÖÜäöüß/_.\-]{3,64})\]`)

// FindMarke reads the Vorgangsnummer of the first Marke; "" = there is none, or there are several different ones.
func FindMarke(text string) string {
	out := ""
	for _, m := range marken.FindAllStringSubmatch(text, -1) {
		if out != "" && out != m[1] {
			return ""
		}
		out = m[1]
	}
	return out
}

// RueckmeldungZustand says what became of what came back.
type RueckmeldungZustand string

// The closed list.
const (
	RueckmeldungZugeordnet RueckmeldungZustand = "zugeordnet" // it is a message of a Vorgang
	RueckmeldungUngeklaert RueckmeldungZustand = "ungeklaert" // a person assigns or discards it
	RueckmeldungVerworfen  RueckmeldungZustand = "verworfen"  // by a person, with a reason
	RueckmeldungDoppelt    RueckmeldungZustand = "doppelt"    // the same came before under another id
)

// Rueckpost is a Rueckmeldung as it is kept.
type Rueckpost struct {
	ID          uuid.UUID
	Kanal       uuid.UUID
	KanalName   string
	Kennung     string
	Zustand     RueckmeldungZustand
	Am          time.Time  // when we fetched it
	GesendetAm  *time.Time // as the channel says
	InhaltHash  string
	Faden       string
	Betreff     string
	Text        string
	Dateien     []Rueckanlage
	Niveau      int
	Grund       string // why it was discarded
	Von         string // who assigned or discarded it
	Vorgang     *uuid.UUID
	Nachricht   *uuid.UUID
	QuittiertAm *time.Time // since when it is gone there
}

// Rueckanlage is a file of it, as it was kept or why it was not.
type Rueckanlage struct {
	Dateiname   string `json:"dateiname"`
	ContentType string `json:"contentType"`
	SHA256      string `json:"sha256"` // "" = its content was not kept
	Groesse     int64  `json:"groesse"`
	Mangel      string `json:"mangel,omitempty"` // "" = it can be read
}

// Why a file of an applicant is of no use to the office.
const (
	MangelLeer       = "leer"
	MangelZuGross    = "zu_gross"
	MangelUngeeignet = "ungeeignet" // a program
	MangelBefallen   = "befallen"
)

var mangelworte = map[string]string{MangelLeer: "Die Datei ist leer.", MangelZuGross: "Die Datei ist zu groß.",
	MangelUngeeignet: "Das Format können wir nicht öffnen.", MangelBefallen: "Die Datei enthält Schadsoftware."}

// programme are files that do something when they are opened.
var programme = []string{".exe", ".com", ".bat", ".cmd", ".scr", ".js", ".vbs", ".jar", ".msi", ".ps1", ".lnk", ".hta"}

// DateiMangel says why a file is of no use, by its name and size; "" = nothing is known against it.
func DateiMangel(name string, groesse int64) string {
	i := strings.LastIndex(name, ".")
	switch {
	case groesse == 0:
		return MangelLeer
	case i >= 0 && slices.Contains(programme, strings.ToLower(name[i:])):
		return MangelUngeeignet
	}
	return ""
}

// Formatbitte is what an applicant is told without delay of files the office cannot use (§ 3a Abs. 4 VwVfG): which
// ones, why, and what works.
func Formatbitte(anlagen []Rueckanlage) (betreff, text string) {
	var b strings.Builder
	b.WriteString("wir haben Ihre Nachricht bekommen. Diese Dateien können wir nicht verwenden:\n")
	n := 0
	for _, a := range anlagen {
		if a.Mangel != "" {
			n++
			b.WriteString("\n– " + einzeilig(a.Dateiname) + ": " + mangelworte[a.Mangel])
		}
	}
	if n == 0 {
		return "", ""
	}
	b.WriteString("\n\nBitte senden Sie sie noch einmal, am besten als PDF. Auch JPEG, PNG und reiner Text gehen. " +
		"Jede Datei darf höchstens 100 MB groß sein.")
	return "Eine Datei können wir nicht öffnen", "Guten Tag,\n\n" + b.String()
}

// RueckHash is equal for what says the same, whatever id it comes under. A word sent twice at different times is two.
func RueckHash(r *Rueckmeldung, anlagen []Rueckanlage) string {
	h := sha256.New()
	for _, s := range []string{r.Faden, r.Betreff, r.Text, r.InAntwort, r.GesendetAm.UTC().Format(time.RFC3339Nano)} {
		fmt.Fprintf(h, "%d %s", len(s), s)
	}
	for _, a := range anlagen {
		fmt.Fprintf(h, "%d %s %s", len(a.Dateiname), a.Dateiname, a.SHA256)
	}
	return hex.EncodeToString(h.Sum(nil))
}
