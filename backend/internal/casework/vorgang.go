package casework

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/workflow"
)

// Status of a Vorgang. The process proposes it, a person may change it.
type Status string

// The closed list of states; the transitions are the methods below and the table in vorgang_test.go.
const (
	Neu           Status = "neu"
	Angenommen    Status = "angenommen"
	InBearbeitung Status = "in_bearbeitung"
	Beschieden    Status = "beschieden"
	Abgeschlossen Status = "abgeschlossen"
	Verworfen     Status = "verworfen"
	ZuLoeschen    Status = "zu_loeschen"
)

// Offen are the states in which somebody still has to do something.
var Offen = []Status{Neu, Angenommen, InBearbeitung, Beschieden}

// Bearbeitbar are all states but the one that waits for deletion.
var Bearbeitbar = []Status{Neu, Angenommen, InBearbeitung, Beschieden, Abgeschlossen, Verworfen}

// Alle are all states.
var Alle = append(slices.Clone(Bearbeitbar), ZuLoeschen)

// IsOffen tells whether work remains.
func (s Status) IsOffen() bool { return slices.Contains(Offen, s) }

// Entscheidbar are the states in which no decision or end stands yet: more can be asked for, and it can be decided.
var Entscheidbar = []Status{Neu, Angenommen, InBearbeitung}

// IsEntscheidbar tells whether nothing is decided yet.
func (s Status) IsEntscheidbar() bool { return slices.Contains(Entscheidbar, s) }

// Antrag is the application as it came, in the one case format.
type Antrag = adapters.Submission

// Feld is one field of the Antragsdaten.
type Feld = adapters.Feld

// WartetAuf says who has the ball.
type WartetAuf string

// The closed list; see ux: "waiting for".
const (
	WartetUns           WartetAuf = "uns"
	WartetAntragsteller WartetAuf = "antragsteller"
	WartetZuarbeit      WartetAuf = "zuarbeit"
	WartetFrist         WartetAuf = "fristablauf"
	WartetNiemand       WartetAuf = "niemand"
)

// Vorgang is the case a caseworker works on. Its Antrag, documents and messages are rows of their own.
type Vorgang struct {
	ID                uuid.UUID
	Mandant           uuid.UUID
	Vorgangsnummer    string
	Aktenzeichen      string
	Verfahren         string // name of the procedure
	Stand             string // version of the procedure
	Titel             string // short title for lists: of the Verfahren, or of a form nobody described
	Status            Status
	StatusVorher      Status // before verworfen or zu_loeschen
	Einheit           string
	Zustaendig        *uuid.UUID // Benutzer
	AntragstellerName string
	AntragstellerArt  string
	KontoPseudonym    string
	PostfachAdresse   string
	Vertrauensniveau  int
	EingangAm         time.Time
	FaelligAm         time.Time // date; Unbefristet when there is none
	FaelligGrund      string
	FaelligText       string // name of the task or reminder that is due; may be empty
	WartetAuf         WartetAuf
	NeueAntwort       bool
	Vorfall           bool
	LetztesEreignis   string
	LetztesEreignisAm time.Time
	AbgeschlossenAm   *time.Time
	ZurueckgenommenAm *time.Time // the applicant has withdrawn the application
	VerlaufNr         int
	VerlaufHash       []byte
	Version           int
}

// Unbefristet stands for "no due date": it sorts last and is never shown.
var Unbefristet = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// Langtitel is what a Vorgang is called where there is room: in letters, messages, the Antragsraum and a hand-over.
// Lists show Titel, and it follows from that: the short title of the Verfahren stands for the whole one; what a mapping
// or a form nobody described is called has no other.
func (v *Vorgang) Langtitel(m *workflow.Meta) string {
	if v.Titel == "" || v.Titel == m.Kurz {
		return cmp.Or(m.Titel, v.Titel)
	}
	return v.Titel
}

// Zeichen fills a scheme of the Verfahren with {jahr} and {nummer} of the Vorgangsnummer.
func (v *Vorgang) Zeichen(schema string) string {
	jahr, nummer, _ := strings.Cut(v.Vorgangsnummer, "-")
	return strings.NewReplacer("{jahr}", jahr, "{nummer}", strings.TrimLeft(nummer, "0")).Replace(schema)
}

// Kassenzeichen is what whoever pays a fee states: by the scheme of the Verfahren, else the number of the Vorgang.
func (v *Vorgang) Kassenzeichen(m *workflow.Meta) string {
	return cmp.Or(v.Zeichen(m.Bescheid.Gebuehr.Kassenzeichen), v.Vorgangsnummer)
}

// CheckVersion returns Stale unless version is the current one.
func (v *Vorgang) CheckVersion(version int) error {
	if version != v.Version {
		return Fail(Stale, "stale")
	}
	return nil
}

// MustBeOffen returns Conflict unless work remains.
func (v *Vorgang) MustBeOffen() error {
	if !v.Status.IsOffen() {
		return Fail(Conflict, "vorgang_not_open")
	}
	return nil
}

// MayAsk returns Conflict where nothing can be demanded of the applicant any more: a decision has overtaken it.
func (v *Vorgang) MayAsk() error {
	if err := v.MustBeOffen(); err != nil {
		return err
	}
	return v.undecided(v.Status)
}

// NoetigesNiveau is the Vertrauensniveau without which no applicant sees the Vorgang or declares anything in it: that
// of the login it came with. Unknown counts as 1.
func (v *Vorgang) NoetigesNiveau() int { return max(v.Vertrauensniveau, 1) }

// Assign gives the Vorgang to a person, or returns it with nil. Taking it away from somebody else
// needs RechtVerteilen unless the actor returns the own one.
func (v *Vorgang) Assign(a Actor, to *uuid.UUID) error {
	if err := v.MustBeOffen(); err != nil {
		return err
	}
	besetzt := v.Zustaendig != nil && *v.Zustaendig != a.Benutzer
	if besetzt && !a.Has(RechtVerteilen) {
		return Fail(Forbidden, "assigned_to_other")
	}
	v.Zustaendig = to
	return nil
}

// Accept: neu → angenommen.
func (v *Vorgang) Accept() error { return v.wechsel(Angenommen, Neu) }

// Work: the first act on an accepted Vorgang → in_bearbeitung. Anything else stays as it is.
func (v *Vorgang) Work() {
	if v.Status == Neu || v.Status == Angenommen {
		v.Status = InBearbeitung
	}
}

// Reject: neu, angenommen or in_bearbeitung → verworfen, remembered for reopening.
func (v *Vorgang) Reject() error {
	vorher := v.Status
	if err := v.undecided(Verworfen); err != nil {
		return err
	}
	v.StatusVorher = vorher
	return nil
}

// Decide: a Bescheid was issued. What is decided is reopened first, with its reason on record.
func (v *Vorgang) Decide() error { return v.undecided(Beschieden) }

// Redecide: a Bescheid changes an earlier one.
func (v *Vorgang) Redecide() error {
	if err := v.MayChangeBescheid(); err != nil {
		return err
	}
	return v.wechsel(Beschieden, InBearbeitung, Beschieden)
}

// undecided moves on what no decision, end or withdrawal has overtaken.
func (v *Vorgang) undecided(to Status) error {
	if v.ZurueckgenommenAm != nil && v.Status.IsOffen() {
		return Fail(Conflict, "already_withdrawn")
	}
	return v.wechsel(to, Entscheidbar...)
}

// Close ends the work. now starts the retention period (ZdA).
func (v *Vorgang) Close(now time.Time) error {
	if err := v.wechsel(Abgeschlossen, Angenommen, InBearbeitung, Beschieden); err != nil {
		return err
	}
	v.AbgeschlossenAm = &now
	return nil
}

// Reopen: abgeschlossen or beschieden → in_bearbeitung, verworfen → as it was.
func (v *Vorgang) Reopen() error {
	if v.Status == Verworfen {
		v.Status = v.StatusVorher
		if v.Status == "" {
			v.Status = Neu
		}
		return nil
	}
	if err := v.wechsel(InBearbeitung, Abgeschlossen, Beschieden); err != nil {
		return err
	}
	v.AbgeschlossenAm, v.ZurueckgenommenAm = nil, nil
	return nil
}

// MayWithdraw returns Conflict where an application can be withdrawn no more: the work is at an end, or it is decided.
func (v *Vorgang) MayWithdraw(bescheide []Bescheid) error {
	if err := v.MustBeOffen(); err != nil {
		return err
	}
	if v.ZurueckgenommenAm != nil {
		return Fail(Conflict, "already_withdrawn")
	}
	if len(bescheide) > 0 || !v.Status.IsEntscheidbar() {
		return Fail(Conflict, "already_decided")
	}
	return nil
}

// EndWithdrawn closes what has been withdrawn, once nothing of the process is left to do.
func (v *Vorgang) EndWithdrawn(now time.Time) {
	if v.ZurueckgenommenAm != nil && v.Status.IsOffen() {
		v.Status, v.AbgeschlossenAm = Abgeschlossen, &now
	}
}

// Wants tells whether anything is still wanted of the applicant.
func (v *Vorgang) Wants() bool { return v.Status.IsOffen() && v.ZurueckgenommenAm == nil }

// SetStatus follows the process. It never reopens what a person ended.
func (v *Vorgang) SetStatus(s Status, now time.Time) {
	if !v.Status.IsOffen() || !slices.Contains(Alle, s) {
		return
	}
	if rang(s) < rang(v.Status) {
		return
	}
	if s == Verworfen || s == ZuLoeschen {
		v.StatusVorher = v.Status
	}
	v.Status = s
	if s == Abgeschlossen {
		v.AbgeschlossenAm = &now
	}
}

func rang(s Status) int { return slices.Index(Alle, s) }

func (v *Vorgang) wechsel(to Status, from ...Status) error {
	if !slices.Contains(from, v.Status) {
		return &Error{Code: Conflict, Reason: "status_forbids", Fields: map[string]string{"status": string(v.Status)}}
	}
	v.Status = to
	return nil
}
