package casework

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
)

func TestAmpel(t *testing.T) {
	now := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) *time.Time { x := now.Add(-d); return &x }
	good := Zugangslage{Aktiv: true, LetzteLieferungAm: ago(time.Hour), LetzterErfolgAm: ago(time.Hour),
		KlaerfallStunden: 24}
	for _, c := range []struct {
		name   string
		change func(*Zugangslage)
		ampel  Ampel
		grund  string
	}{
		{"all well", func(*Zugangslage) {}, AmpelGut, ""},
		{"switched off", func(l *Zugangslage) { l.Aktiv, l.Klaerfaelle, l.AbrufFehler = false, 3, 9 }, AmpelRuht, "inaktiv"},
		{"two pulls failed", func(l *Zugangslage) { l.HoltAb, l.AbrufFehler = true, 2 }, AmpelGut, ""},
		{"three pulls failed", func(l *Zugangslage) { l.HoltAb, l.AbrufFehler = true, 3 }, AmpelStoerung, "abruf_gestoert"},
		{"no longer fetches", func(l *Zugangslage) { l.AbrufFehler = 3 }, AmpelGut, ""},
		{"just stored", func(l *Zugangslage) { l.Rueckstand, l.RueckstandSeit = 5, ago(9*time.Minute) }, AmpelGut, ""},
		{"nobody processes", func(l *Zugangslage) { l.Rueckstand, l.RueckstandSeit = 1, ago(11*time.Minute) }, AmpelStoerung, "rueckstand"},
		{"silent", func(l *Zugangslage) { l.StilleStunden, l.LetzteLieferungAm = 4, ago(5*time.Hour) }, AmpelStoerung, "still"},
		{"not silent yet", func(l *Zugangslage) { l.StilleStunden = 4 }, AmpelGut, ""},
		{"new", func(l *Zugangslage) { l.StilleStunden, l.LetzteLieferungAm = 4, nil }, AmpelWarnung, "nie_geliefert"},
		{"Klärfall", func(l *Zugangslage) { l.Klaerfaelle, l.KlaerfallSeit = 1, ago(time.Hour) }, AmpelWarnung, "klaerfaelle"},
		{"old Klärfall", func(l *Zugangslage) { l.Klaerfaelle, l.KlaerfallSeit = 1, ago(25*time.Hour) }, AmpelWarnung, "klaerfall_alt,klaerfaelle"},
		{"may wait for ever", func(l *Zugangslage) { l.Klaerfaelle, l.KlaerfallSeit, l.KlaerfallStunden = 1, ago(999*time.Hour), 0 }, AmpelWarnung, "klaerfaelle"},
		{"turned away", func(l *Zugangslage) { l.AbweisungenTag = 1 }, AmpelWarnung, "abweisungen"},
		{"password of another key", func(l *Zugangslage) { l.GeheimnisGesperrt = true }, AmpelStoerung, "geheimnis_gesperrt"},
		{"incomplete", func(l *Zugangslage) { l.EinstellungFehlt = true }, AmpelWarnung, "einstellung_fehlt"},
		{"gravest first", func(l *Zugangslage) { l.HoltAb, l.AbrufFehler, l.Klaerfaelle = true, 4, 1 }, AmpelStoerung, "abruf_gestoert,klaerfaelle"},
	} {
		l := good
		c.change(&l)
		ampel, gruende := l.Assess(now)
		if ampel != c.ampel || strings.Join(gruende, ",") != c.grund {
			t.Errorf("%s: %s %v", c.name, ampel, gruende)
		}
	}
}

func TestEinstellungen(t *testing.T) {
	settings := []adapters.Setting{
		{Name: "weg", Art: "auswahl", Werte: []string{"api", "mail"}, Vorgabe: "api", Pflicht: true},
		{Name: "formulare", Art: "liste", Pflicht: true, Abholung: true, Wenn: &adapters.Bedingung{Name: "weg", Werte: []string{"api"}}},
		{Name: "absender", Art: "liste", Pflicht: true, Wenn: &adapters.Bedingung{Name: "weg", Werte: []string{"mail"}}},
		{Name: "groesse", Art: "zahl"}, {Name: "an", Art: "ja_nein"}, {Name: "pin", Art: "text", Geheim: true},
	}
	for _, c := range []struct {
		werte  map[string]string
		holtAb bool
		fehlt  string
	}{
		{nil, true, "formulare"}, {nil, false, ""}, {map[string]string{"weg": "mail"}, true, "absender"},
		{map[string]string{"formulare": "1"}, true, ""}, {map[string]string{"weg": "mail", "absender": "a"}, false, ""},
	} {
		if got := strings.Join(FehlendeEinstellungen(settings, c.werte, c.holtAb), ","); got != c.fehlt {
			t.Errorf("%v %t: %q", c.werte, c.holtAb, got)
		}
	}
	wrong := CheckEinstellungen(settings, map[string]string{"weg": "fax", "groesse": "viel", "an": "vielleicht",
		"fremd": "x", "pin": "1"})
	if got := slices.Sorted(maps.Keys(wrong)); strings.Join(got,
		" ") != "einstellungen.an einstellungen.fremd einstellungen.groesse einstellungen.weg" ||
		wrong["einstellungen.groesse"] != "format" {
		t.Errorf("%v", wrong)
	}
	if !IsGeheim(settings, "pin") || IsGeheim(settings, "weg") || !IsGeheim(nil, "imap_passwort") {
		t.Error("what is secret")
	}
}
