package adapters_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
)

func TestCleanFilename(t *testing.T) {
	for in, want := range map[string]string{
		`C:\Temp\Lageplan Marktplatz.pdf`: "Lageplan Marktplatz.pdf",
		"../../etc/passwd":                "passwd",
		"rechnung\u202Efdp.exe":           "rechnungfdp.exe",
		"Gera\u0308t.pdf":                 "Gerät.pdf",
		"a\x00b\r\n.pdf":                  "ab .pdf",
		"..":                              "unbenannt",
		"con.txt":                         "_con.txt",
		`<a>"b|c?.pdf`:                    "_a__b_c_.pdf",
	} {
		if got := adapters.CleanFilename(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	for _, name := range adaptertest.HostileNames {
		got := adapters.CleanFilename(name)
		if got == "" || utf8.RuneCountInString(got) > 150 || strings.ContainsAny(got, "/\\\r\n\x00<>") ||
			adapters.CleanFilename(got) != got {
			t.Errorf("%q became %q", name, got)
		}
	}
	if long := adapters.CleanFilename(strings.Repeat("ä", 400) + ".pdf"); !strings.HasSuffix(long, "ä.pdf") {
		t.Errorf("the ending is lost: %q", long)
	}
}

func TestStripMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"Sonnenschirme mit <strong>Bodenhülse</strong>":     "Sonnenschirme mit Bodenhülse",
		"&lt;b&gt;fett&lt;/b&gt; &amp; mehr":                "fett & mehr",
		"Zeile 1<br/>Zeile 2":                               "Zeile 1 Zeile 2",
		"Höhe < 3 m und > 1 m":                              "Höhe < 3 m und > 1 m",
		"<script>alert(1)</script>Name":                     "Name",
		"<img src=x onerror=alert(1)>Name\u202e":            "Name",
		"&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;Ort": "Ort",
	} {
		if got := adapters.StripMarkup(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestStripMarkupIsLinear(t *testing.T) {
	for _, piece := range []string{"<!--<b>", "<script>", "<", "<a<", "&lt;!--", "</"} {
		start := time.Now()
		adapters.StripMarkup(strings.Repeat(piece, 1<<20/len(piece)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("1 MB of %q takes %v", piece, took)
		}
	}
}

func TestValues(t *testing.T) {
	for in, want := range map[string]string{"2025-05-01": "2025-05-01", "1.5.2025": "2025-05-01", "31.02.2025": "",
		"2022-13-45": "", "01.05.25": "", "x": ""} {
		if got, _ := adapters.ParseDate(in); got != want {
			t.Errorf("date %q became %q", in, got)
		}
	}
	for in, want := range map[string]adapters.Feld{"3,5": {Typ: adapters.Zahl, Wert: "3.5"},
		"1.250,00": {Typ: adapters.Zahl, Wert: "1250.00"}, "1,250": {Typ: adapters.Text},
		"1.250": {Typ: adapters.Text}, "43210": {Typ: adapters.Text}, "1,2,3": {Typ: adapters.Text}} {
		if got := adapters.Guess("", "", in); got.Typ != want.Typ || got.Wert != want.Wert || got.Text != in {
			t.Errorf("%q became %+v", in, got)
		}
	}
	for in, want := range map[string]int{"STORK-QAA-Level-1": 1, "STORK-QAA-Level-2": 1, "stork-qaa-level-3": 3,
		"STORK-QAA-Level-4": 4, "SUBSTANTIAL": 3,
		"substanziell": 3, "hoch": 4, "LOW": 1, "level4": 4, "Keine Angaben": 0, "": 0, "5": 0,
		"STORK-QAA-Level-44": 0, "sehr hoch": 0} {
		if got := adapters.TrustLevel(in); got != want {
			t.Errorf("trust level %q became %d", in, got)
		}
	}
	for in, want := range map[string]string{"Am Wehr 3": "Am Wehr|3", "Fischergang 12a": "Fischergang|12a",
		"Straße des 17. Juni 135": "Straße des 17. Juni|135",
		"Markt 1-3":               "Markt|1-3", "Hof Lindenau": "Hof Lindenau|", "C 4, 12": "C 4,|12"} {
		if s, n := adapters.SplitStreet(in); s+"|"+n != want {
			t.Errorf("%q became %q %q", in, s, n)
		}
	}
	if a, b := adapters.JoinKennung("a/b", "c"), adapters.JoinKennung("a", "b/c"); a == b {
		t.Error("two ids give one Kennung")
	}
}

// What a form builder wrote for a value and nobody replaced is no value.
func TestPlaceholder(t *testing.T) {
	for text, want := range map[string]bool{
		"[%tfEmail%]": true, "${email}": true, "{{email}}": true, "{{ mail.x }}": true, "Frau [%tfName%]": true,
		"ute@example.org": false, "": false, "100 % [sicher]": false, "{kurz}": false, "$5": false, "${}": false,
	} {
		if got := adapters.Placeholder(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Whatever an adapter fills in: a placeholder is nobody's name, address, account or mailbox.
func TestFinishDropsPlaceholdersOfTheApplicant(t *testing.T) {
	b := adapters.NewBuilder(nil, adapters.DefaultLimits())
	b.Submission.Antragsteller = adapters.Antragsteller{Nachname: "Erdacht", Email: "[%tfEmail%]", Telefon: "${tel}",
		Konto:    &adapters.Konto{Art: "bundid", Pseudonym: "{{bPK2}}"},
		Postfach: &adapters.Postfach{Kanal: "bundid", Adresse: "[%pk%]"}}
	s, err := b.Finish(nil)
	if err != nil {
		t.Fatal(err)
	}
	a := s.Antragsteller
	if a.Nachname != "Erdacht" || a.Email+a.Telefon+a.Konto.Pseudonym != "" || a.Postfach != nil {
		t.Errorf("%+v", a)
	}
	if len(s.Hinweise) != 1 || s.Hinweise[0].Code != "placeholder_unresolved" {
		t.Errorf("%+v", s.Hinweise)
	}
}
