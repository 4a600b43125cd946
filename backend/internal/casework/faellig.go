package casework

import "time"

// Reasons why a Vorgang is due; the browser has the words.
const (
	GrundZiel          = "ziel"
	GrundWiedervorlage = "wiedervorlage"
	GrundAufgabe       = "aufgabe"
	GrundAntwortfrist  = "antwortfrist"
	GrundAbruf         = "abruf"
	GrundWiderspruch   = "widerspruchsfrist"
	GrundGenehmigung   = "genehmigungsfiktion"
)

// Termin is one date of a Vorgang with its reason.
type Termin struct {
	Am    time.Time
	Grund string
	Text  string // name of the task or reminder
}

// Lage is what Assess looks at.
type Lage struct {
	Termine      []Termin // open ones only
	Aufgaben     []Aufgabe
	AntwortOffen bool // an answer of the applicant is required and has not come
	NeueAntwort  bool
	WartetAbruf  bool // a Bescheid waits for retrieval or for the end of its period
	ZurPost      bool // a Bescheid waits to be posted, or to be signed
	FristLaeuft  bool // the period for remedies against a Bescheid has not ended
}

// Assess sets what the desk shows of a Vorgang: when it is due and why, and who has the ball.
func (v *Vorgang) Assess(l Lage) {
	v.FaelligAm, v.FaelligGrund, v.FaelligText = Unbefristet, "", ""
	if v.Status.IsOffen() {
		for _, t := range l.Termine {
			if t.Am.Before(v.FaelligAm) {
				v.FaelligAm, v.FaelligGrund, v.FaelligText = t.Am, t.Grund, t.Text
			}
		}
	}
	v.NeueAntwort = l.NeueAntwort
	v.WartetAuf = v.wartet(l)
}

func (v *Vorgang) wartet(l Lage) WartetAuf {
	switch {
	case !v.Status.IsOffen():
		return WartetNiemand
	case l.NeueAntwort, l.ZurPost:
		return WartetUns
	case l.AntwortOffen:
		return WartetAntragsteller
	case l.WartetAbruf, l.FristLaeuft:
		return WartetFrist
	}
	zuarbeit, eigene := false, false
	for _, a := range l.Aufgaben {
		if a.Einheit != "" && a.Einheit != v.Einheit {
			zuarbeit = true
		} else {
			eigene = true
		}
	}
	if zuarbeit && !eigene {
		return WartetZuarbeit
	}
	return WartetUns
}

// Add takes in what is open of what was said and decided, as Faden.Alles tells it.
func (l *Lage) Add(alles []Offenes) {
	var rechtsbehelf *time.Time // the last one: until then somebody can object
	for _, o := range alles {
		switch o.Art {
		case OffenGelesen:
			l.NeueAntwort = true
		case OffenAntwort:
			l.AntwortOffen = l.AntwortOffen || !o.Steht
		case OffenAbruf:
			l.WartetAbruf = true
		case OffenBrief, OffenPost:
			l.ZurPost = true
		case OffenRechtsbehelf:
			l.FristLaeuft = true
			if rechtsbehelf == nil || o.Bis.After(*rechtsbehelf) {
				rechtsbehelf = o.Bis
			}
		case OffenAbschluss, OffenZahlung, OffenEinzug:
		}
		if t, ok := o.termin(); ok {
			l.Termine = append(l.Termine, t)
		}
	}
	if rechtsbehelf != nil {
		l.Termine = append(l.Termine, Termin{Am: *rechtsbehelf, Grund: GrundWiderspruch})
	}
}

// termin is the day on which it is the office's turn at the latest.
func (o *Offenes) termin() (Termin, bool) {
	switch o.Art {
	case OffenAntwort:
		if o.Bis != nil {
			return Termin{Am: *o.Bis, Grund: GrundAntwortfrist}, true
		}
		if o.Wieder != nil {
			return Termin{Am: *o.Wieder, Grund: GrundAbruf}, true
		}
	case OffenAbruf:
		if o.Bis != nil {
			return Termin{Am: *o.Bis, Grund: GrundAbruf}, true
		}
	case OffenBrief, OffenPost, OffenAbschluss:
		return Termin{Am: o.Gesagt, Grund: GrundAufgabe, Text: o.Text}, true
	case OffenGelesen, OffenRechtsbehelf, OffenZahlung, OffenEinzug:
	}
	return Termin{}, false
}
