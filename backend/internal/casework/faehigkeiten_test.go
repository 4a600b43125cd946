package casework

import (
	"maps"
	"testing"
	"time"
)

func TestChannelRefusesBeforeItIsQueued(t *testing.T) {
	kann := Faehigkeiten{Rueckweg: RueckwegKeiner, Niveaus: []int{1, 3}, BetreffMax: 10, TextMax: 20, DateiMax: 100,
		GesamtMax: 150, DateienMax: 2, Typen: []string{"application/pdf", "image/*"}}
	pdf := func(size int64) Dokument { return Dokument{ContentType: "application/pdf", Groesse: size} }
	for name, c := range map[string]struct {
		n       Nachricht
		text    string
		dateien []Dokument
		want    map[string]string
	}{
		"at every bound": {Nachricht{Betreff: "ÄÄÄÄÄÄÄÄÄÄ", Vertrauensniveau: 3}, "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ", []Dokument{pdf(100), pdf(50)}, nil},
		"beyond every bound": {Nachricht{Betreff: "12345678901", Vertrauensniveau: 4, Antwort: AntwortErforderlich},
			"123456789012345678901", []Dokument{pdf(101)}, map[string]string{"betreff": "channel_subject_length",
				"text": "channel_text_length", "vertrauensniveau": "channel_level", "antwort": "channel_no_reply",
				"anhaenge": "channel_file_size"}},
		"together": {Nachricht{Vertrauensniveau: 1}, "", []Dokument{pdf(76), pdf(75)},
			map[string]string{"anhaenge": "channel_files_size"}},
		"too many": {Nachricht{Vertrauensniveau: 1}, "", []Dokument{pdf(1), pdf(1), pdf(1)},
			map[string]string{"anhaenge": "channel_file_count"}},
		"a program": {Nachricht{Vertrauensniveau: 1}, "", []Dokument{{ContentType: "application/octet-stream"}},
			map[string]string{"anhaenge": "channel_file_type"}},
		"a photo, with a parameter": {Nachricht{Vertrauensniveau: 1}, "", []Dokument{{ContentType: "Image/PNG; a=b"}}, nil},
	} {
		if got := kann.Check(&c.n, c.text, c.dateien); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if got := (&Faehigkeiten{Rueckweg: RueckwegLink}).Check(&Nachricht{Betreff: "x", Antwort: AntwortErforderlich}, "x",
		[]Dokument{pdf(1 << 40)}); got != nil {
		t.Errorf("what is not bounded refuses nothing: %v", got)
	}
}

func TestTextForMailboxes(t *testing.T) {
	bis := Tag(2026, time.March, 5)
	n := &Nachricht{Text: "Bitte senden Sie:", Antwort: AntwortErforderlich, AntwortBis: &bis}
	want := "Bitte senden Sie:\n\n1. Lageplan\nim Maßstab 1:500\n\n2. Ausweis\n\nBitte antworten Sie bis zum 05.03.2026."
	if got := Nachrichtentext(n, []Punkt{{Nr: 1, Titel: "Lageplan", Hinweis: "im Maßstab 1:500"},
		{Nr: 2, Titel: "Ausweis"}}); got != want {
		t.Errorf("%q", got)
	}
}

// What an error means follows from its class alone, and every class has a row.
func TestClassesOfErrors(t *testing.T) {
	type bedeutet struct{ wiederhole, unbekannt, haelt bool }
	want := map[Fehlerklasse]bedeutet{
		Voruebergehend: {wiederhole: true}, Zugangsfehler: {wiederhole: true, haelt: true},
		VertragGeaendert: {wiederhole: true, haelt: true}, OhnePostfach: {}, PostfachWeg: {}, NiveauFehlt: {}, ZuGross: {},
		TypAbgelehnt: {}, Befallen: {}, Ungueltig: {}, Doppelt: {}, Ungewiss: {unbekannt: true},
	}
	if len(want) != len(fehlerklassen) {
		t.Errorf("%d classes", len(fehlerklassen))
	}
	for f, w := range want {
		if got := FailZustellung(f, nil); (bedeutet{got.Wiederhole, got.Unbekannt, got.Haelt}) != w {
			t.Errorf("%s: %+v", f, got)
		}
	}
}
