package casework

import (
	"slices"

	"github.com/google/uuid"
)

// Anlage is a file that belongs to a Bescheid: the letter names it, and it goes where the letter goes.
type Anlage struct {
	Dokument uuid.UUID
	Titel    string
	SHA256   string // of the content; the Bescheid is sealed with it
}

// MaxAnlagen is how many files a Bescheid takes along.
const MaxAnlagen = 20

// anlageRollen are the files that can go with a Bescheid: what the office added or sent, and what the applicant did.
var anlageRollen = []DokumentRolle{RolleIntern, RolleAttachment, RolleNachricht, RolleAntwort}

// FillAnlagen takes from the files of the Vorgang how each is called and what it holds. What is not there, waits for
// its scan, may not go out or cannot be read by everybody (a program, an archive) is refused.
func (b *Bescheid) FillAnlagen(dokumente []Dokument) error {
	for i, a := range b.Anlagen {
		n := slices.IndexFunc(dokumente, func(d Dokument) bool {
			return d.ID == a.Dokument && d.Pruefung.Freigegeben() && d.Ansehbar() &&
				slices.Contains(anlageRollen, d.Rolle)
		})
		doppelt := slices.ContainsFunc(b.Anlagen[:i], func(x Anlage) bool { return x.Dokument == a.Dokument })
		if n < 0 || doppelt || len(b.Anlagen) > MaxAnlagen {
			return FailField("anlagen", "not_attachable")
		}
		b.Anlagen[i].Titel, b.Anlagen[i].SHA256 = einzeilig(Brieftext(dokumente[n].Titel())), dokumente[n].SHA256
	}
	return nil
}

// HasAnlage tells whether a file goes with the Bescheid.
func (b *Bescheid) HasAnlage(dokument uuid.UUID) bool {
	return slices.ContainsFunc(b.Anlagen, func(a Anlage) bool { return a.Dokument == dokument })
}
