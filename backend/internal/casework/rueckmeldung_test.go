package casework

import (
	"strings"
	"testing"
)

func TestMaybeWiderspruch(t *testing.T) {
	for text, want := range map[string]bool{
		"Hiermit lege ich Widerspruch ein.":                        true,
		"ich widerspreche dem Bescheid vom 3. März":                true,
		"Einspruch gegen den Gebührenbescheid":                     true,
		"Ich bin mit der Entscheidung nicht einverstanden.":        true,
		"Das akzeptiere ich so nicht":                              true,
		"Ich erhebe Klage":                                         true,
		"Anbei der Lageplan.":                                      false,
		"Danke!\n> Gegen diesen Bescheid kann Widerspruch erhoben": false,
		"Danke!\n-----Ursprüngliche Nachricht-----\nWiderspruch":   false,
		"Die Anklage kenne ich nicht.":                             false,
	} {
		if got := MaybeWiderspruch("Re: Ihr Widerspruch", text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	if !MaybeWiderspruch("WIDERSPRUCH", "siehe Anhang") {
		t.Error("the subject says so")
	}
}

func TestFilesOfNoUse(t *testing.T) {
	for name, want := range map[string]string{"a.pdf": "", "a.PDF": "", "Setup.EXE": MangelUngeeignet, "ohne": ""} {
		if got := DateiMangel(name, 1); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if DateiMangel("a.pdf", 0) != MangelLeer {
		t.Error("an empty file")
	}
	betreff, text := Formatbitte([]Rueckanlage{{Dateiname: "gut.pdf"}, {Dateiname: "leer.pdf", Mangel: MangelLeer}})
	if betreff == "" || !strings.Contains(text, "leer.pdf") || strings.Contains(text, "gut.pdf") ||
		!strings.Contains(text, "PDF") {
		t.Errorf("%q %q", betreff, text)
	}
	if betreff, _ := Formatbitte([]Rueckanlage{{Dateiname: "gut.pdf"}}); betreff != "" {
		t.Error("all files can be used")
	}
}

func TestMarke(t *testing.T) {
	for text, want := range map[string]string{
		"> Text\n> " + Marke("LF-2026-00017"):     "LF-2026-00017",
		Marke("A-1-2") + " " + Marke("A-1-2"):     "A-1-2",
		Marke("A-1-2") + " und " + Marke("B-1-2"): "",
		"[Vorgang x] [vorgang A-1]":               "",
	} {
		if got := FindMarke(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
