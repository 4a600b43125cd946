package seiten

import (
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/httpapi/api"
)

// bescheidSicht is a decision for whom it is.
type bescheidSicht struct {
	*api.AntragsraumBescheid
	PDF         string // address; "" = it is not there yet
	ErgebnisKey string
	Frist       string // key of the sentence about the remedy; "" = it has none of its own
	FristTag    *time.Time
	Vorbei      bool // that day is over
	Berichtigt  *time.Time
	SpaeterKey  string
	AendertKey  string
	Anlagen     []datei
}

func verdictOf(v *api.AntragsraumVorgang, d *api.AntragsraumBescheid, n *api.AntragsraumNachricht,
	heute time.Time) *bescheidSicht {
	x := &bescheidSicht{AntragsraumBescheid: d, Anlagen: filesOf(v.Id, d.Anlagen)}
	pdf := d.DokumentId
	for _, a := range n.Anhaenge {
		if pdf == uuid.Nil && a.Rolle == api.DokumentRolleBescheid {
			pdf = a.Id
		}
	}
	if pdf != uuid.Nil {
		x.PDF = dokumentURL(v.Id, pdf)
	}
	if d.Ergebnis != "" {
		x.ErgebnisKey = "bescheid." + d.Ergebnis
		if law := x.ErgebnisKey + "_" + d.Recht; known(law) {
			x.ErgebnisKey = law
		}
	}
	if d.BerichtigtAuf != nil {
		x.Berichtigt = &d.BerichtigtAuf.Time
	}
	if d.RechtsbehelfBis != nil {
		x.FristTag = &d.RechtsbehelfBis.Time
		x.Vorbei = daysUntil(*x.FristTag, heute) < 0
	}
	x.Frist = x.remedy()
	if d.Spaeter.Art != "" {
		x.SpaeterKey = "bescheid.spaeter." + string(d.Spaeter.Art)
		if d.Spaeter.Bald {
			x.SpaeterKey = "bescheid.bald"
		}
	}
	if d.Aendert.Art != "" {
		x.AendertKey = "bescheid.aendert." + string(d.Aendert.Art)
	}
	return x
}

func (x *bescheidSicht) remedy() string {
	plain := x.Aendert.Art == api.AenderungsartBerichtigen && x.FristTag == nil // it has no remedy of its own
	if plain || !x.Massgeblich && x.Berichtigt == nil && x.FristTag == nil {
		return ""
	}
	switch {
	case x.FristTag == nil:
		return "bescheid.fristOffen"
	case x.Vorbei:
		return "bescheid.fristVorbei"
	case !x.Massgeblich && x.Berichtigt == nil:
		return "bescheid.fristBrief"
	}
	return "bescheid.frist"
}

// Ersetzt: another one has taken its place.
func (x *bescheidSicht) Ersetzt() bool { return x.Spaeter.Art == api.AenderungsartErsetzen }
