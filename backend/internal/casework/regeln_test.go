package casework

import (
	"errors"
	"testing"
	"time"
)

func TestBeurteile(t *testing.T) {
	frueh, spaet := Termin{Am: tag("2026-02-01"), Grund: GrundAntwortfrist},
		Termin{Am: tag("2026-03-01"), Grund: GrundZiel}
	eigene, fremde, benannt := Aufgabe{}, Aufgabe{Einheit: "b"}, Aufgabe{Einheit: "a"}
	for name, f := range map[string]struct {
		status  Status
		lage    Lage
		grund   string
		am      time.Time
		wartet  WartetAuf
		antwort bool
	}{
		"nothing at all":       {Neu, Lage{}, "", Unbefristet, WartetUns, false},
		"the earlier date":     {InBearbeitung, Lage{Termine: []Termin{spaet, frueh}}, GrundAntwortfrist, frueh.Am, WartetUns, false},
		"first of equal dates": {InBearbeitung, Lage{Termine: []Termin{{Am: frueh.Am, Grund: GrundAbruf}, frueh}}, GrundAbruf, frueh.Am, WartetUns, false},
		"closed":               {Abgeschlossen, Lage{Termine: []Termin{frueh}, AntwortOffen: true}, "", Unbefristet, WartetNiemand, false},
		"rejected":             {Verworfen, Lage{Termine: []Termin{frueh}}, "", Unbefristet, WartetNiemand, false},
		"to be deleted":        {ZuLoeschen, Lage{}, "", Unbefristet, WartetNiemand, false},
		"answer wanted":        {InBearbeitung, Lage{AntwortOffen: true, Aufgaben: []Aufgabe{eigene}}, "", Unbefristet, WartetAntragsteller, false},
		"answer came":          {InBearbeitung, Lage{AntwortOffen: true, NeueAntwort: true}, "", Unbefristet, WartetUns, true},
		"to be posted":         {Beschieden, Lage{ZurPost: true, WartetAbruf: true}, "", Unbefristet, WartetUns, false},
		"to be retrieved":      {Beschieden, Lage{WartetAbruf: true, Aufgaben: []Aufgabe{fremde}}, "", Unbefristet, WartetFrist, false},
		"other unit works":     {InBearbeitung, Lage{Aufgaben: []Aufgabe{fremde}}, "", Unbefristet, WartetZuarbeit, false},
		"both units work":      {InBearbeitung, Lage{Aufgaben: []Aufgabe{fremde, eigene}}, "", Unbefristet, WartetUns, false},
		"own unit by name":     {InBearbeitung, Lage{Aufgaben: []Aufgabe{fremde, benannt}}, "", Unbefristet, WartetUns, false},
	} {
		v := Vorgang{Status: f.status, Einheit: "a", FaelligGrund: "alt", NeueAntwort: !f.antwort}
		v.Assess(f.lage)
		if v.FaelligGrund != f.grund || !v.FaelligAm.Equal(f.am) || v.WartetAuf != f.wartet ||
			v.NeueAntwort != f.antwort {
			t.Errorf("%s: %s %s, waits for %s, answer %v", name, v.FaelligAm.Format(time.DateOnly), v.FaelligGrund,
				v.WartetAuf, v.NeueAntwort)
		}
	}
}

func felder(err error) map[string]string {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

func TestBescheidValidate(t *testing.T) {
	for name, f := range map[string]struct {
		b           Bescheid
		feld, grund string
	}{
		"grant without reasons":   {Bescheid{Ergebnis: Bewilligt, Tenor: "Ja."}, "", ""},
		"refusal with reasons":    {Bescheid{Ergebnis: Abgelehnt, Tenor: "Nein.", Begruendung: "Weil."}, "", ""},
		"refusal without reasons": {Bescheid{Ergebnis: Abgelehnt, Begruendung: " \n"}, "begruendung", "reasons_required"},
		"partial without reasons": {Bescheid{Ergebnis: Teilweise}, "begruendung", "reasons_required"},
		"unknown outcome":         {Bescheid{Ergebnis: "vielleicht"}, "ergebnis", "unknown"},
		"open placeholder":        {Bescheid{Ergebnis: Bewilligt, Nebenbestimmungen: []Nebenbestimmung{{"befristung", "bis {{datum}}"}}}, "nebenbestimmungen", "placeholder_open"},
		"negative fee":            {Bescheid{Ergebnis: Bewilligt, GebuehrCent: -1}, "gebuehr", "negative"},
		"refusal with conditions": {Bescheid{Ergebnis: Abgelehnt, Begruendung: "Weil.", Nebenbestimmungen: []Nebenbestimmung{{"auflage", "x"}}}, "nebenbestimmungen", "not_with_refusal"},
		"kind unknown":            {Bescheid{Ergebnis: Bewilligt, Nebenbestimmungen: []Nebenbestimmung{{"wunsch", "x"}}}, "nebenbestimmungen", "unknown"},
		"nothing decided":         {Bescheid{Ergebnis: Bewilligt, Tenor: " \n"}, "tenor", "tenor_required"},
		"left to fill in":         {Bescheid{Ergebnis: Bewilligt, Tenor: "bis {{ende}}"}, "tenor", "placeholder_open"},
		"half a partial grant":    {Bescheid{Ergebnis: Teilweise, Tenor: "5 m²", Begruendung: "Weil."}, "ablehnung", "refused_part_required"},
		"grant that refuses":      {Bescheid{Ergebnis: Bewilligt, Tenor: "Ja.", Ablehnung: "Nein."}, "ablehnung", "only_with_partial_grant"},
	} {
		err := f.b.Validate()
		if f.feld == "" && err != nil || felder(err)[f.feld] != f.grund {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNachrichtValidate(t *testing.T) {
	heute, morgen := tag("2026-02-03"), tag("2026-02-04")
	for name, f := range map[string]struct {
		aendere     func(*Nachricht)
		punkte      int
		feld, grund string
	}{
		"good":                {func(*Nachricht) {}, 1, "", ""},
		"no subject":          {func(n *Nachricht) { n.Betreff = " " }, 1, "betreff", "length"},
		"subject too long":    {func(n *Nachricht) { n.Betreff = string(make([]rune, 256)) }, 1, "betreff", "length"},
		"no text":             {func(n *Nachricht) { n.Text = "\n" }, 1, "text", "required"},
		"today is too soon":   {func(n *Nachricht) { n.AntwortBis = &heute }, 1, "antwortBis", "not_in_future"},
		"no answer, but when": {func(n *Nachricht) { n.Antwort = AntwortKeine }, 1, "antwortBis", "no_answer_expected"},
		"no items":            {func(*Nachricht) {}, 0, "punkte", "required"},
		"no date":             {func(n *Nachricht) { n.AntwortBis = nil }, 1, "antwortBis", "required"},
		"level 2":             {func(n *Nachricht) { n.Vertrauensniveau = 2 }, 1, "vertrauensniveau", "unknown_level"},
		"placeholder":         {func(n *Nachricht) { n.Betreff = "{{x" }, 1, "text", "placeholder_open"},
	} {
		n := Nachricht{Art: ArtNachforderung, Betreff: "B", Text: "T", Antwort: AntwortErforderlich,
			AntwortBis: &morgen, Vertrauensniveau: 1}
		f.aendere(&n)
		err := n.Validate(heute, f.punkte)
		if f.feld == "" && err != nil || felder(err)[f.feld] != f.grund {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnsehbar(t *testing.T) {
	for _, f := range []struct {
		typ      string
		pruefung Pruefung
		ja       bool
	}{
		{"application/pdf", PruefungUnbedenklich, true}, {"text/plain; charset=utf-8", PruefungUngeprueft, true}, {"image/png", PruefungAusstehend, false},
		{"application/pdf", PruefungBefallen, false}, {"image/svg+xml", PruefungUnbedenklich, false}, {"text/html", PruefungUnbedenklich, false},
		{"application/pdf", "", false}, {"", PruefungUnbedenklich, false},
	} {
		if d := (Dokument{ContentType: f.typ, Pruefung: f.pruefung}); d.Ansehbar() != f.ja {
			t.Errorf("%s %s: %v", f.typ, f.pruefung, !f.ja)
		}
	}
}
