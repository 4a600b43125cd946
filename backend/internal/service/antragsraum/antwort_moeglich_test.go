package antragsraum_test

import (
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/antragsraum"
)

func TestAntwortMoeglich(t *testing.T) {
	day := func(n int, art casework.NachrichtArt, antwort casework.AntwortRegel) casework.Nachricht {
		return casework.Nachricht{Richtung: casework.Aus, Art: art, Antwort: antwort, Am: time.Date(2026, 1, n,
			0, 0, 0, 0, time.UTC)}
	}
	for name, c := range map[string]struct {
		status casework.Status
		n      []casework.Nachricht
		want   bool
	}{
		"nothing written yet":           {casework.Neu, nil, true},
		"only the acknowledgement":      {casework.InBearbeitung, []casework.Nachricht{day(1, casework.ArtBestaetigung, casework.AntwortKeine)}, true},
		"the last word forbids":         {casework.InBearbeitung, []casework.Nachricht{day(1, casework.ArtNachricht, casework.AntwortMoeglich), day(2, casework.ArtNachricht, casework.AntwortKeine)}, false},
		"the last word asks":            {casework.InBearbeitung, []casework.Nachricht{day(2, casework.ArtNachforderung, casework.AntwortErforderlich), day(1, casework.ArtNachricht, casework.AntwortKeine)}, true},
		"the end, whatever was asked":   {casework.Abgeschlossen, []casework.Nachricht{day(1, casework.ArtNachricht, casework.AntwortMoeglich)}, false},
		"decided, a message still goes": {casework.Beschieden, []casework.Nachricht{day(1, casework.ArtBescheid, casework.AntwortKeine)}, true},
	} {
		r := &antragsraum.Raum{Vorgang: casework.Vorgang{Status: c.status}, Nachrichten: c.n}
		if got := r.AntwortMoeglich(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
