package casework

import (
	"fmt"
	"testing"
	"time"
)

func TestAlarme(t *testing.T) {
	now := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) *time.Time { x := now.Add(-d); return &x }
	for name, c := range map[string]struct {
		l    Zugangslage
		want string
	}{
		"well":             {Zugangslage{Aktiv: true}, "[]"},
		"silent":           {Zugangslage{Aktiv: true, StilleStunden: 2, LetzteLieferungAm: ago(3 * time.Hour)}, "[still]"},
		"never delivered":  {Zugangslage{Aktiv: true, StilleStunden: 2}, "[]"},
		"pull":             {Zugangslage{Aktiv: true, HoltAb: true, AbrufFehler: 3}, "[abruf]"},
		"nine Klärfälle":   {Zugangslage{Aktiv: true, KlaerfaelleStunde: 9, AbweisungenStunde: 49}, "[]"},
		"ten Klärfälle":    {Zugangslage{Aktiv: true, KlaerfaelleStunde: 10}, "[fehler]"},
		"fifty refused":    {Zugangslage{Aktiv: true, AbweisungenStunde: 50}, "[fehler]"},
		"old Klärfall":     {Zugangslage{Aktiv: true, KlaerfallSeit: ago(25 * time.Hour), KlaerfallStunden: 24}, "[klaerfall_alt]"},
		"all of them, off": {Zugangslage{StilleStunden: 1, LetzteLieferungAm: ago(9 * time.Hour), HoltAb: true, AbrufFehler: 9, AbweisungenStunde: 99}, "[]"},
	} {
		if got := fmt.Sprint(c.l.Alarme(now)); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
