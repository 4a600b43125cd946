package casework

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Uebergabe is everything a target for hand-over needs of one or more Vorgänge. Contents are opened
// by SHA-256 through the function the target is given beside it.
type Uebergabe struct {
	ProzessID  uuid.UUID // one per hand-over; a repeated one keeps it
	ErstelltAm time.Time
	Absender   Behoerde
	Empfaenger Behoerde
	Vorgaenge  []UebergabeVorgang
}

// Behoerde names an authority.
type Behoerde struct {
	Schluessel string // Behördenkennung, may be empty
	Name       string
	Einheit    string
}

// UebergabeVorgang is one Vorgang as a receiver files it.
type UebergabeVorgang struct {
	Vorgang           Vorgang
	VerfahrenTitel    string
	EinheitName       string
	Einheiten         map[string]string // key → name, of every unit
	Antrag            Antrag
	Aufgaben          []Aufgabe  // of the process, oldest first
	Dokumente         []Dokument // released ones only, in filing order
	Ausgelassen       []Dokument // the others: the message names them, their content stays here
	Nachrichten       []Nachricht
	Bescheide         []Bescheid
	Verlauf           []Verlaufseintrag
	AufbewahrungJahre int    // 0 = unlimited
	Aussonderungsart  string // A, B or V
}

// Einheit is the name of a unit as people know it; of one that is gone its key.
func (u *UebergabeVorgang) Einheit(schluessel string) string {
	return cmp.Or(u.Einheiten[schluessel], schluessel)
}

// Auslassung is a Dokument whose content an Übergabe leaves out.
type Auslassung struct {
	Vorgangsnummer string
	Dokument       Dokument
}

// Auslassungen are the Dokumente of a Vorgang that an Übergabe can only name.
func Auslassungen(v *Vorgang, docs []Dokument) []Auslassung {
	var out []Auslassung
	for _, d := range docs {
		if !d.Pruefung.Freigegeben() {
			out = append(out, Auslassung{Vorgangsnummer: v.Vorgangsnummer, Dokument: d})
		}
	}
	return out
}

// CheckVollstaendig asks back while something would be left out that is not among the ids confirmed: whoever confirmed
// one file has not confirmed another that came since.
func CheckVollstaendig(ausgelassen []Auslassung, bestaetigt []uuid.UUID) error {
	r := &Rueckfrage{Ausgelassen: ausgelassen}
	alle := true
	for _, a := range ausgelassen {
		r.Bestaetigen = append(r.Bestaetigen, a.Dokument.ID.String())
		alle = alle && slices.Contains(bestaetigt, a.Dokument.ID)
	}
	if alle {
		return nil
	}
	return &Error{Code: Conflict, Reason: "left_out_unconfirmed", Rueckfrage: r}
}

// NameAusgelassene adds to a journal entry what was left out: ids, SHA-256 and result of the scan. Where all went along
// it adds nothing.
func NameAusgelassene(daten map[string]any, docs []Dokument) map[string]any {
	var out []map[string]any
	for _, d := range docs {
		if !d.Pruefung.Freigegeben() {
			out = append(out, map[string]any{"dokument": d.ID, "sha256": d.SHA256, "pruefung": d.Pruefung})
		}
	}
	if out == nil {
		return daten
	}
	if daten == nil {
		daten = map[string]any{}
	}
	daten["ausgelassen"] = out
	return daten
}
