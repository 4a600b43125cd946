package casework

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A letter that waits to be posted is posted on a working day without a question; everything else is asked about or
// refused.
func TestPosting(t *testing.T) {
	const weg, tagFehlt = BestaetigtAndererWeg, BestaetigtKeinWerktag
	for _, f := range []struct {
		zustand        BescheidZustand
		land, tag      string
		fragen, reason string
	}{
		{BescheidZurPost, "ST", "2026-03-10", "", ""},
		{BescheidZurPost, "ST", "2026-03-14", "", ""}, // a Saturday
		{BescheidZurPost, "ST", "2026-03-15", tagFehlt, ""},
		{BescheidZurPost, "ST", "2026-04-03", tagFehlt, ""}, // Good Friday
		{BescheidZurPost, "ST", "2026-10-31", tagFehlt, ""}, // Reformationstag, a Saturday
		{BescheidZurPost, "NW", "2026-10-31", "", ""},
		{BescheidAbrufAbgelaufen, "ST", "2026-03-24", "", ""},
		{BescheidAbrufAbgelaufen, "ST", "2026-03-22", tagFehlt, ""},
		{BescheidBereitgestellt, "ST", "2026-03-10", weg, ""},
		{BescheidBereitgestellt, "ST", "2026-03-15", weg + " " + tagFehlt, ""},
		{BescheidZurPost, "ST", "2026-03-08", "", "invalid_fields"}, // before the Bescheid
		{BescheidZurPost, "ST", "2026-11-29", "", "invalid_fields"}, // tomorrow
		{BescheidBereitgestellt, "ST", "2026-11-30", "", "invalid_fields"},
		{BescheidBekanntgegeben, "ST", "2026-03-10", "", "bescheid_already_announced"},
		{BescheidWirdErstellt, "ST", "2026-03-10", "", "bescheid_not_postable"},
		{BescheidFehlgeschlagen, "ST", "2026-03-10", "", "bescheid_not_postable"},
	} {
		b := Bescheid{Zustand: f.zustand, Am: TagBeginn(tag("2026-03-09"))}
		fragen, err := b.CheckPostaufgabe(&Vorgang{Status: Beschieden}, Kalender{Land: Land(f.land)},
			tag(f.tag), tag("2026-11-28"))
		reason := ""
		if e, ok := err.(*Error); ok { //nolint:errorlint // made here
			reason = e.Reason
		}
		if got := strings.Join(fragen, " "); got != f.fragen || reason != f.reason {
			t.Errorf("%s on %s in %s: %q, %q", f.zustand, f.tag, f.land, got, reason)
		}
	}
}

// Only confirming everything that was asked lets a letter through, in any order and whatever else is confirmed.
func TestEveryQuestionIsAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asked := rapid.SliceOfDistinct(rapid.SampledFrom([]string{BestaetigtAndererWeg, BestaetigtKeinWerktag}),
			rapid.ID).Draw(t, "asked")
		said := rapid.SliceOf(rapid.SampledFrom([]string{BestaetigtAndererWeg, BestaetigtKeinWerktag, "x"})).Draw(t,
			"said")
		open := Unbestaetigt(asked, said)
		for _, x := range asked {
			if slices.Contains(open, x) == slices.Contains(said, x) {
				t.Fatalf("asked %v, said %v, open %v", asked, said, open)
			}
		}
	})
}

// Nobody posts on a Sunday or on what is a holiday; every working day is a posting day.
func TestPostingDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Tag(2020, 1, 1).AddDate(0, 0, rapid.IntRange(0, 8000).Draw(t, "d"))
		land := rapid.SampledFrom([]Land{"ST", "BY", "SN", "BE", ""}).Draw(t, "land")
		k := Kalender{Land: land}
		werktag := k.IsWerktag(d)
		if werktag && (d.Weekday() == 0 || k.IsFeiertag(d)) || k.IsArbeitstag(d) && !werktag {
			t.Fatalf("%s %s: %t", land, deutsch(d), werktag)
		}
	})
}

func TestTheWayBeforeThePostIsKept(t *testing.T) {
	hinweis := TagBeginn(tag("2026-03-10"))
	for _, f := range []struct {
		b    Bescheid
		want string
	}{
		{Bescheid{Zustand: BescheidZurPost}, ""},
		{Bescheid{Zustand: BescheidBereitgestellt}, "ohne Hinweis; bis zum Wechsel auf die Post am Fr, 13.03.2026 nicht abgerufen"},
		{Bescheid{Zustand: BescheidBereitgestellt, HinweisAm: &hinweis}, "Hinweis vom Di, 10.03.2026; bis zum Wechsel"},
		{Bescheid{Zustand: BescheidAbrufAbgelaufen, HinweisAm: &hinweis}, "Hinweis vom Di, 10.03.2026; nicht rechtzeitig abgerufen"},
	} {
		if got := strings.Join(f.b.VorherigerWeg(tag("2026-03-13")), "|"); !strings.Contains(got, f.want) ||
			(f.want == "") != (got == "") {
			t.Errorf("%s: %q", f.b.Zustand, got)
		}
	}
}
