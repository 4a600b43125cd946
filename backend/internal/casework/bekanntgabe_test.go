package casework

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var inST = Kalender{Land: "ST"}

// vektoren are the rows of the project's table of deadlines: what happened, by which law, and what follows.
var vektoren = []struct {
	x, land, recht string
	was            Ausloeser
	bekannt, ende  string
	warum          string
}{
	{"2024-12-27", "ST", RechtVwVfG, Bereitgestellt, "2024-12-30", "2025-01-30", "old three days"},
	{"2024-12-31", "ST", RechtVwVfG, Bereitgestellt, "2025-01-03", "2025-02-03", "last day of the old rule"},
	{"2025-01-01", "ST", RechtVwVfG, Bereitgestellt, "2025-01-05", "2025-02-05", "new rule, Sunday stays"},
	{"2025-12-02", "ST", RechtVwVfG, Bereitgestellt, "2025-12-06", "2026-01-07", "6 January is a holiday in ST"},
	{"2026-03-31", "ST", RechtVwVfG, Bereitgestellt, "2026-04-04", "2026-05-04", "Easter Saturday stays"},
	{"2026-03-31", "ST", RechtAO, Bereitgestellt, "2026-04-07", "2026-05-07", "the AO moves over Easter Monday"},
	{"2026-04-30", "NW", RechtVwVfG, Bereitgestellt, "2026-05-04", "2026-06-05", "Corpus Christi"},
	{"2026-10-14", "SN", RechtVwVfG, Bereitgestellt, "2026-10-18", "2026-11-19", "Buß- und Bettag"},
	{"2026-10-14", "ST", RechtVwVfG, Bereitgestellt, "2026-10-18", "2026-11-18", "none in ST"},
	{"2026-11-21", "ST", RechtVwVfG, Bereitgestellt, "2026-11-25", "2026-12-28", "Christmas, then a weekend"},
	{"2027-02-04", "MV", RechtVwVfG, Bereitgestellt, "2027-02-08", "2027-03-09", "8 March in MV"},
	{"2027-08-16", "TH", RechtVwVfG, Bereitgestellt, "2027-08-20", "2027-09-21", "Weltkindertag"},
	{"2027-09-27", "BY", RechtVwVfG, Bereitgestellt, "2027-10-01", "2027-11-02", "All Saints"},
	{"2027-09-27", "ST", RechtVwVfG, Bereitgestellt, "2027-10-01", "2027-11-01", "none in ST"},
	{"2026-04-30", "ST", RechtVwVfG, Abgerufen, "2026-05-01", "2026-06-01", "next day, a holiday, not moved"},

	{"2024-12-31", "ST", RechtVwVfG, ZurPost, "2025-01-03", "2025-02-03", "letter, old rule"},
	{"2025-01-01", "ST", "", ZurPost, "2025-01-05", "2025-02-05", "letter, new rule"},
	{"2024-02-25", "ST", RechtVwVfG, ZurPost, "2024-02-28", "2024-03-28", "leap year"},
	{"2027-01-27", "SH", RechtVwVfG, ZurPost, "2027-01-31", "2027-03-01", "no 31 February, then a Sunday"},
	{"2026-12-02", "BY", RechtSGBX, ZurPost, "2026-12-06", "2027-01-07", "social law is the same everywhere, no shift"},
	{"2024-12-31", "BY", RechtSGBX, ZurPost, "2025-01-03", "2025-02-03", "social law, old rule"},
	{"2026-03-31", "BE", RechtSGBX, Benachrichtigt, "2026-04-04", "2026-05-04", "counted from the notice"},
	{"2026-03-31", "BE", RechtBEEG, Bereitgestellt, "2026-04-04", "2026-05-04", "Elterngeld as OZG"},
	{"2026-03-02", "ST", RechtAO, ZurPost, "2026-03-06", "2026-04-07", "AO, a Friday; the month ends on Easter Monday"},
	{"2026-03-03", "ST", RechtAO, ZurPost, "2026-03-09", "2026-04-09", "AO, a Saturday moves"},
	{"2026-12-21", "ST", RechtAO, ZurPost, "2026-12-28", "2027-01-28", "AO, Christmas"},
	{"2024-12-31", "ST", RechtAO, ZurPost, "2025-01-03", "2025-02-03", "AO, old rule"},
	{"2026-03-03", "ST", RechtAO, Abgesendet, "2026-03-09", "2026-04-09", "AO, sent electronically"},
	{"2026-01-31", "ST", RechtAO, ZurPostAusland, "2026-03-02", "2026-04-02", "AO, a month abroad, moved"},
	{"2026-03-06", "ST", RechtVwVfG, Abgesendet, "2026-03-10", "2026-04-10", "sent electronically"},
	{"2026-03-31", "ST", RechtVwVfG, Uebergeben, "2026-03-31", "2026-04-30", "served by deed"},
	{"2026-03-31", "ST", RechtVwVfG, Eingeschrieben, "2026-04-04", "2026-05-04", "registered letter"},
	{"2024-12-31", "ST", RechtVwVfG, ElektrZugestellt, "2025-01-03", "2025-02-03", "served electronically"},
	{"2026-03-02", "ST", RechtVwVfG, ZurPostAusland, "2026-03-09", "2026-04-09", "abroad: the seventh day"},
	{"2024-12-30", "ST", RechtVwVfG, ZurPostAusland, "2025-01-06", "2025-02-06", "the seventh day before 2025, too"},
	{"2026-03-02", "ST", RechtVwVfG, AbgesendetAusland, "2026-03-06", "2026-04-07", "abroad, electronically"},
}

func TestVektoren(t *testing.T) {
	for _, f := range vektoren {
		k := Kalender{Land: Land(f.land)}
		b := Bekannt(k, f.recht, f.was, tag(f.x))
		if !b.Am.Equal(tag(f.bekannt)) || len(b.Schritte) < 2 {
			t.Errorf("%s %s %s %s (%s): %s %q", f.x, f.land, f.recht, f.was, f.warum,
				b.Am.Format(time.DateOnly), b.Schritte)
		}
		ende, schritte := fristEnde(k, tag(f.bekannt), 1, quellenWiderspruch)
		if !ende.Equal(tag(f.ende)) || len(schritte) == 0 {
			t.Errorf("%s %s (%s): ends %s", f.bekannt, f.land, f.warum, ende.Format(time.DateOnly))
		}
	}
}

// The rows of the table for a mailbox in SH: the arithmetic is right, the law of the Land has a clause of its own that
// nobody has checked, so the program does not say it.
func TestSHWithoutItsClause(t *testing.T) {
	b1 := regeln[0]
	for _, f := range []struct{ x, bekannt, ende string }{
		{"2025-12-02", "2025-12-06", "2026-01-06"}, {"2026-01-27", "2026-01-31", "2026-03-02"},
		{"2026-04-30", "2026-05-04", "2026-06-04"}, {"2027-02-04", "2027-02-08", "2027-03-08"},
	} {
		k := Kalender{Land: "SH"}
		if b := Bekannt(k, RechtVwVfG, Bereitgestellt, tag(f.x)); !b.Am.IsZero() ||
			!strings.Contains(b.Schritte[0], "§ 110") {
			t.Errorf("%s: %+v", f.x, b)
		}
		if am := b1.rechne(k, tag(f.x), "").Am; !am.Equal(tag(f.bekannt)) {
			t.Errorf("%s: %s", f.x, am)
		}
		if ende, _ := fristEnde(k, tag(f.bekannt), 1, quellenWiderspruch); !ende.Equal(tag(f.ende)) {
			t.Errorf("%s: ends %s", f.bekannt, ende)
		}
	}
}

// The day of an act is the one in Berlin.
func TestRetrieval(t *testing.T) {
	for _, f := range []struct{ abruf, bekannt string }{
		{"2026-04-30T08:00:00Z", "2026-05-01"},
		{"2026-04-30T22:30:00Z", "2026-05-02"}, // it is May in Berlin already
		{"2024-12-31T22:59:59Z", "2025-01-01"},
	} {
		am, err := time.Parse(time.RFC3339, f.abruf)
		if err != nil {
			t.Fatal(err)
		}
		b := Bekannt(inST, RechtVwVfG, Abgerufen, Heute(am))
		if !b.Am.Equal(tag(f.bekannt)) || b.Regel != "B2 (§ 41 Abs. 2a Satz 3 VwVfG)" {
			t.Errorf("%s: %+v", f.abruf, b)
		}
	}
}

func TestEndOfProvision(t *testing.T) {
	for _, f := range []struct{ hinweis, want string }{
		{"2026-03-27T09:00:00Z", "2026-04-07"}, // day 10 is Easter Monday
		{"2026-03-02T09:00:00Z", "2026-03-12"},
		{"2026-12-16T09:00:00Z", "2026-12-28"}, // 26 December, a Saturday
		{"2026-03-02T23:30:00Z", "2026-03-13"}, // 3 March in Berlin
	} {
		am, err := time.Parse(time.RFC3339, f.hinweis)
		if err != nil {
			t.Fatal(err)
		}
		if got := AbrufFrist(inST, am); !got.Equal(tag(f.want)) {
			t.Errorf("%s: %s", f.hinweis, got.Format(time.DateOnly))
		}
	}
}

// What nobody has checked is not computed, and the answer says what to do.
func TestUnknownIsNotComputed(t *testing.T) {
	for _, f := range []struct {
		land, recht string
		was         Ausloeser
		x           string
		grund       string
	}{
		{"BY", RechtVwVfG, ZurPost, "2026-01-01", "dieses Landes sind keine"},
		{"BE", RechtVwVfG, Abgerufen, "2026-01-01", "dieses Landes sind keine"},
		{"", RechtVwVfG, ZurPost, "2026-01-01", "dieses Landes sind keine"},
		{"st", RechtVwVfG, ZurPost, "2026-01-01", "dieses Landes sind keine"},
		{"BY", RechtAO, ZurPost, "2026-01-01", "dieses Landes sind keine"},
		{"SH", RechtVwVfG, ZurPost, "2026-11-21", "erst für Tage ab dem 22.11.2026"},
		{"SH", RechtVwVfG, Abgerufen, "2027-01-04", "dieses Landes sind keine"},
		{"SH", RechtVwVfG, ZurPostAusland, "2027-01-04", "dieses Landes sind keine"},
		{"ST", RechtAO, Abgerufen, "2026-01-01", "Für diesen Weg"},
		{"ST", RechtSGBX, ZurPostAusland, "2026-01-01", "Für diesen Weg"},
		{"ST", RechtSGBX, Benachrichtigt, "2024-12-31", "vor dem 01.01.2025"},
		{"ST", RechtAO, Bereitgestellt, "2024-12-31", "vor dem 01.01.2025"},
		{"ST", RechtVwVfG, EinheitlicheStelle, "2026-01-01", "§ 71b Abs. 6 VwVfG ist noch nicht"},
		{"ST", "ZPO", ZurPost, "2026-01-01", "Für diesen Weg"},
	} {
		b := Bekannt(Kalender{Land: Land(f.land)}, f.recht, f.was, tag(f.x))
		if !b.Am.IsZero() || b.Regel != OhneRegel || len(b.Schritte) != 2 || !strings.Contains(b.Schritte[0], f.grund) {
			t.Errorf("%+v: %+v", f, b)
		}
	}
}

// Every row: the day comes with a section, never before the event, never earlier for a later event, and twice the same.
// Where a rule moves the day, it is a working day.
func TestEveryRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(regeln).Draw(t, "regel")
		k := Kalender{Land: rapid.SampledFrom([]Land{"ST", "SH", "BY"}).Draw(t, "land")}
		x := Tag(2024, 6, 1).AddDate(0, 0, rapid.IntRange(0, 6000).Draw(t, "x"))
		b := Bekannt(k, r.recht, r.ausloeser, x)
		if again := Bekannt(k, r.recht, r.ausloeser, x); !again.Am.Equal(b.Am) || again.Regel != b.Regel {
			t.Fatalf("%v: %v, then %v", x, b, again)
		}
		if b.Am.IsZero() {
			return
		}
		later := Bekannt(k, r.recht, r.ausloeser, x.AddDate(0, 0, 1))
		if b.Am.Before(x) || later.Am.Before(b.Am) || !strings.Contains(b.Regel, "§") ||
			r.verschiebt && !k.IsArbeitstag(b.Am) {
			t.Fatalf("%s of %v: %+v, a day later %v", r.id, x, b, later.Am)
		}
	})
	seen := map[string]bool{}
	for _, r := range regeln {
		if key := r.recht + " " + string(r.ausloeser); seen[key] || geschehen[r.ausloeser] == "" {
			t.Errorf("%s twice, or without a word", key)
		} else {
			seen[key] = true
		}
	}
}

func TestConsentByWay(t *testing.T) {
	for _, f := range []struct {
		recht string
		was   Ausloeser
		want  Einwilligung
	}{
		{RechtVwVfG, ZurPost, OhneEinwilligung}, {RechtVwVfG, Abgerufen, Ausdruecklich}, {RechtVwVfG, Bereitgestellt, Vermutet},
		{RechtSGBX, Benachrichtigt, Ausdruecklich}, {RechtAO, Bereitgestellt, AntragAufPost}, {RechtVwVfG, Abgesendet, ZugangEroeffnet},
	} {
		if got, ok := EinwilligungFuer(f.recht, f.was); got != f.want || !ok {
			t.Errorf("%s %s: %q %v", f.recht, f.was, got, ok)
		}
	}
	if _, ok := EinwilligungFuer(RechtAO, Abgerufen); ok {
		t.Error("a way without a rule")
	}
}

func TestNoticeInTime(t *testing.T) {
	am := tag("2026-03-03")
	for _, f := range []struct {
		recht, hinweis string
		ok             bool
	}{
		{RechtVwVfG, "2026-03-02", true}, {RechtVwVfG, "2026-03-03", true}, {RechtVwVfG, "2026-03-04", false},
		{RechtAO, "2026-03-02", false}, {RechtAO, "2026-03-03", true}, {RechtAO, "2026-03-04", false},
	} {
		if HinweisRechtzeitig(f.recht, tag(f.hinweis), am) != f.ok {
			t.Errorf("%+v", f)
		}
	}
}

// Opening it early changes nothing; only what is provided once more has been known since the first retrieval.
func TestProvidedOnceMore(t *testing.T) {
	b := Bekannt(inST, RechtVwVfG, Bereitgestellt, tag("2026-03-10"))
	if got := ErneutBereitgestellt(b, tag("2026-03-05")); !got.Am.Equal(tag("2026-03-05")) ||
		len(got.Schritte) != len(b.Schritte)+1 {
		t.Errorf("%+v", got)
	}
	if got := ErneutBereitgestellt(b, tag("2026-03-20")); !got.Am.Equal(b.Am) {
		t.Errorf("%+v", got)
	}
	if got := ErneutBereitgestellt(unbestimmt("x"), tag("2026-03-05")); !got.Am.IsZero() {
		t.Errorf("%+v", got)
	}
}

func TestSetPeriods(t *testing.T) {
	for name, f := range map[string]struct{ got, want time.Time }{
		"days from the day after": {GesetzteFrist(inST, tag("2026-03-02"), 14), tag("2026-03-16")},
		"moved":                   {GesetzteFrist(inST, tag("2026-03-21"), 14), tag("2026-04-07")}, // Easter Saturday
		"a named day moves":       {GenannterTag(inST, tag("2026-10-31"), false, false), tag("2026-11-02")},
		"with a hint it stays":    {GenannterTag(inST, tag("2026-10-31"), true, false), tag("2026-10-31")},
		"an appointment stays":    {GenannterTag(inST, tag("2026-10-31"), false, true), tag("2026-10-31")},
		"three months":            {Genehmigungsfiktion(inST, tag("2026-11-30"), 3), tag("2027-03-01")}, // 28 February, a Sunday
		"not complete":            {Genehmigungsfiktion(inST, time.Time{}, 3), time.Time{}},
		"through a single point":  {EingangUeberStelle(tag("2026-03-06")), tag("2026-03-09")},
	} {
		if !f.got.Equal(f.want) {
			t.Errorf("%s: %s", name, f.got.Format(time.DateOnly))
		}
	}
}

// Abroad a rule of general law needs a fact the program does not have; the AO needs none.
func TestPostedAbroad(t *testing.T) {
	for _, f := range []struct{ recht, land, bekannt, satz string }{
		{RechtVwVfG, "", "2026-03-06", "vierten Tag"}, {"", "Deutschland", "2026-03-06", "vierten Tag"},
		{RechtVwVfG, "Österreich", "", "gilt der siebte Tag (§ 15 VwVfG): Mo, 09.03.2026."},
		{RechtSGBX, "AT", "", "nur für Briefe im Inland"}, {RechtAO, "AT", "2026-04-02", "einen Monat danach"},
	} {
		b := PerPost(inST, f.recht, f.land, tag("2026-03-02"))
		if got := b.Am; (f.bekannt == "") != got.IsZero() || f.bekannt != "" && !got.Equal(tag(f.bekannt)) ||
			!strings.Contains(strings.Join(b.Schritte, " "), f.satz) {
			t.Errorf("%+v: %+v", f, b)
		}
	}
}

func TestInland(t *testing.T) {
	for land, want := range map[string]bool{"": true, "DE": true, " Deutschland ": true, "deu": true,
		"AT": false, "Polen": false, "?": false} {
		if Inland(land) != want {
			t.Errorf("%q", land)
		}
	}
}

func TestWithoutNoticeOfRemediesItIsAYear(t *testing.T) {
	for _, f := range []struct{ bekannt, ende string }{
		{"2026-01-30", "2027-02-01"}, {"2024-02-29", "2025-02-28"}, {"2025-05-01", "2026-05-04"}, {"2026-06-15", "2027-06-15"},
	} {
		ende, schritte := fristEnde(inST, tag(f.bekannt), 12, quellenWiderspruch)
		if !ende.Equal(tag(f.ende)) || !strings.Contains(schritte[0], "§ 58") {
			t.Errorf("%s: %s %q", f.bekannt, ende.Format(time.DateOnly), schritte)
		}
	}
}

// TestPeriodsEndOnWorkingDays: whatever the day, the end is a working day at least a month later.
func TestPeriodsEndOnWorkingDays(t *testing.T) {
	laender := []Land{"BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"}
	rapid.Check(t, func(t *rapid.T) {
		k := Kalender{Land: rapid.SampledFrom(laender).Draw(t, "land")}
		d := Tag(2017, 1, 1).AddDate(0, 0, rapid.IntRange(0, 8700).Draw(t, "d"))
		ende, _ := fristEnde(k, d, 1, quellenWiderspruch)
		if naechster, _ := fristEnde(k, d.AddDate(0, 0, 1), 1, quellenWiderspruch); naechster.Before(ende) {
			t.Fatalf("%v %v ends %v, a day later %v", k, d, ende, naechster)
		}
		monat := PlusMonate(d, 1)
		if !k.IsArbeitstag(ende) || ende.Before(monat) || ende.After(monat.AddDate(0, 0, 5)) {
			t.Fatalf("%v %v ends %v", k, d, ende)
		}
		jahr, _ := fristEnde(k, d, 12, quellenWiderspruch)
		if !k.IsArbeitstag(jahr) || !jahr.After(ende) {
			t.Fatalf("%v %v ends %v without notice", k, d, jahr)
		}
	})
}
