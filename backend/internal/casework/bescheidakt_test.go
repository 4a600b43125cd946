package casework

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/google/uuid"
)

func bescheidIm(stand BescheidStand) *Bescheid {
	b := &Bescheid{Am: TagBeginn(tag("2026-03-02")), Kanal: KanalPost}
	bekannt, auf := tag("2026-03-07"), tag("2026-03-03")
	switch stand {
	case StandOhneBrief:
		b.Zustand = BescheidWirdErstellt
	case StandGescheitert:
		b.Zustand = BescheidFehlgeschlagen
	case StandErsetzt:
		b.Zustand, b.Folgen = BescheidZurPost, []Folge{{Art: AktErsetzen}}
	case StandGestrichen:
		b.Zustand, b.Adressat = BescheidGestrichen, &uuid.UUID{}
	case StandZurPost:
		b.Zustand = BescheidZurPost
	case StandAbruf:
		b.Zustand, b.Kanal = BescheidBereitgestellt, KanalAntragsraum
	case StandAbrufVorbei:
		b.Zustand, b.Kanal = BescheidAbrufAbgelaufen, KanalAntragsraum
	case StandUnterwegs:
		b.Zustand, b.Kanal = BescheidUnterwegs, KanalPostfach
	case StandAbgewiesen:
		b.Zustand, b.Kanal = BescheidNichtZugestellt, KanalPostfach
	case StandUngewiss:
		b.Zustand, b.Kanal = BescheidAusgangUnbekannt, KanalPostfach
	case StandPostBekannt:
		b.Zustand, b.BekanntgabeAm, b.AufgegebenAm = BescheidBekanntgegeben, &bekannt, &auf
	case StandPostOffen:
		b.Zustand, b.AufgegebenAm = BescheidBekanntgegeben, &auf
	case StandAbrufBekannt:
		b.Zustand, b.Kanal, b.BekanntgabeAm = BescheidBekanntgegeben, KanalAntragsraum, &bekannt
	case StandAbrufOffen:
		b.Zustand, b.Kanal = BescheidBekanntgegeben, KanalAntragsraum
	}
	return b
}

// What is offered can be done, what is not is refused with a reason, in every state; when the work is at an end nothing
// is.
func TestEveryStateByEveryAct(t *testing.T) {
	offen, zu := &Vorgang{Status: Beschieden}, &Vorgang{Status: Abgeschlossen}
	for stand := range bescheidAkte {
		b := bescheidIm(stand)
		if b.Stand() != stand {
			t.Errorf("%s is %s", stand, b.Stand())
		}
		if len(b.Akte(zu)) > 0 {
			t.Errorf("%s: offered in a closed Vorgang", stand)
		}
		for _, akt := range bescheidAktReihe {
			_, err := b.CheckAkt(offen, akt)
			var e *Error
			if offered := slices.Contains(b.Akte(offen), akt); offered != (err == nil) ||
				err != nil && (!errors.As(err, &e) || e.Code != Conflict || e.Reason == "") {
				t.Errorf("%s, %s: offered %v, answered %v", stand, akt, offered, err)
			}
			if _, err := b.CheckAkt(zu, akt); err == nil {
				t.Errorf("%s, %s in a closed Vorgang", stand, akt)
			}
		}
	}
}

func TestBerichtigung(t *testing.T) {
	heute := tag("2026-03-20")
	day := func(s string) *time.Time {
		if s == "" {
			return nil
		}
		d := tag(s)
		return &d
	}
	for name, f := range map[string]struct {
		akt          BescheidAkt
		recht, land  string
		auf, bekannt string
		am, regel    string
		feld, grund  string
		beleg        Beleg
	}{
		"posted a day later":     {akt: AktPosttag, auf: "2026-03-04", am: "2026-03-08", regel: "B4"},
		"under the AO it moves":  {akt: AktPosttag, recht: RechtAO, auf: "2026-03-04", am: "2026-03-09", regel: "B8"},
		"the same day":           {akt: AktPosttag, auf: "2026-03-03", feld: "aufgegebenAm", grund: "unchanged"},
		"no day":                 {akt: AktPosttag, feld: "aufgegebenAm", grund: "required"},
		"before the Bescheid":    {akt: AktPosttag, auf: "2026-03-01", feld: "aufgegebenAm", grund: "not_between_bescheid_and_today"},
		"tomorrow":               {akt: AktPosttag, auf: "2026-03-21", feld: "aufgegebenAm", grund: "not_between_bescheid_and_today"},
		"a day beside the rule":  {akt: AktPosttag, auf: "2026-03-04", bekannt: "2026-03-10", feld: "bekanntgabeAm", grund: "computed_by_rule"},
		"abroad nobody knows":    {akt: AktPosttag, land: "AT", auf: "2026-03-04", am: "", regel: OhneRegel},
		"abroad a person does":   {akt: AktPosttag, land: "AT", auf: "2026-03-04", bekannt: "2026-03-11", am: "2026-03-11", regel: "von Hand"},
		"abroad before the post": {akt: AktPosttag, land: "AT", auf: "2026-03-04", bekannt: "2026-03-03", feld: "bekanntgabeAm", grund: "before_bescheid"},
		"arrived later":          {akt: AktSpaeter, bekannt: "2026-03-12", am: "2026-03-12", regel: "späterer Zugang (§ 41"},
		"arrived later, AO":      {akt: AktSpaeter, recht: RechtAO, bekannt: "2026-03-14", am: "2026-03-14", regel: "späterer Zugang (§ 122"},
		"arrived no later":       {akt: AktSpaeter, bekannt: "2026-03-07", feld: "bekanntgabeAm", grund: "not_later"},
		"has not arrived yet":    {akt: AktSpaeter, bekannt: "2026-03-21", feld: "bekanntgabeAm", grund: "in_future"},
		"found by a person":      {akt: AktTagFeststellen, bekannt: "2026-03-09", am: "2026-03-09", regel: "von Hand"},
		"earlier than the rule":  {akt: AktTagFeststellen, bekannt: "2026-03-05", feld: "beleg", grund: fruehererTag},
		"earlier, served": {akt: AktTagFeststellen, bekannt: "2026-03-05", beleg: BelegUrkunde, am: "2026-03-05",
			regel: "nachgewiesen: Zustellungsurkunde"},
		"earlier, the AO": {akt: AktTagFeststellen, recht: RechtAO, bekannt: "2026-03-08", feld: "beleg", grund: fruehererTag},
		"a proof of one's own": {akt: AktTagFeststellen, bekannt: "2026-03-05", beleg: "anruf", feld: "beleg",
			grund: "unknown"},
		"a proof of something else": {akt: AktPosttag, auf: "2026-03-04", beleg: BelegUrkunde, feld: "beleg",
			grund: "not_with_this"},
		"proven for tomorrow": {akt: AktTagFeststellen, bekannt: "2026-03-21", beleg: BelegUrkunde, feld: "bekanntgabeAm",
			grund: "in_future"},
		"proven for tomorrow, abroad": {akt: AktTagFeststellen, land: "AT", bekannt: "2026-03-21", beleg: BelegUrkunde,
			feld: "bekanntgabeAm", grund: "in_future"},
		"found for tomorrow": {akt: AktTagFeststellen, bekannt: "2026-03-21", feld: "bekanntgabeAm", grund: "in_future"},
		"abroad tomorrow": {akt: AktTagFeststellen, land: "AT", bekannt: "2026-03-21", am: "2026-03-21",
			regel: "von Hand"},
		"abroad there is no rule": {akt: AktTagFeststellen, land: "AT", bekannt: "2026-03-05", am: "2026-03-05",
			regel: "von Hand"},
		"found to be the same":       {akt: AktTagFeststellen, bekannt: "2026-03-07", feld: "bekanntgabeAm", grund: "unchanged"},
		"found before it was posted": {akt: AktTagFeststellen, bekannt: "2026-03-02", feld: "bekanntgabeAm", grund: "before_bescheid"},
		"found far away":             {akt: AktTagFeststellen, bekannt: "2026-06-20", feld: "bekanntgabeAm", grund: "day_far_off"},
		"not said":                   {akt: AktTagFeststellen, feld: "bekanntgabeAm", grund: "required"},
		"came back":                  {akt: AktZurueck, am: "", regel: "nicht bekannt gegeben"},
		"came back on a day":         {akt: AktZurueck, bekannt: "2026-03-12", feld: "bekanntgabeAm", grund: "not_with_this"},
		"never came":                 {akt: AktNichtZugegangen, am: "", regel: "nicht bekannt gegeben"},
		"never came, posted":         {akt: AktNichtZugegangen, auf: "2026-03-04", feld: "aufgegebenAm", grund: "not_with_this"},
	} {
		b := bescheidIm(StandPostBekannt)
		x := &Berichtigung{Akt: f.akt, Grund: "Poststempel", AufgegebenAm: day(f.auf), BekanntgabeAm: day(f.bekannt),
			Beleg: f.beleg}
		bek, err := b.Berichtige(inST, f.recht, f.land, x, "Sabine Brandt", heute)
		if felder(err)[f.feld] != f.grund || f.feld == "" && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		if got := bek.Am; (f.am == "") != got.IsZero() || f.am != "" && !got.Equal(tag(f.am)) ||
			!strings.HasPrefix(bek.Regel, f.regel) ||
			!strings.Contains(strings.Join(bek.Schritte, " "), "Poststempel") {
			t.Errorf("%s: %+v", name, bek)
		}
		if x.Grund = " \n"; felder(x.Check(b, heute))["grund"] != "required" {
			t.Errorf("%s: without a reason", name)
		}
	}
	x := &Berichtigung{Akt: AktZurueck, Grund: "verzogen",
		Anschrift: &Anschrift{Name: "Ina Lebt", PlzOrt: "39576 Stendal"}}
	if got := felder(x.Check(bescheidIm(StandPostBekannt), heute)); got["anschrift"] != "incomplete" {
		t.Errorf("half an address: %v", got)
	}
	x.Akt, x.Anschrift.Strasse = AktTagFeststellen, "Am Dom 1"
	if got := felder(x.Check(bescheidIm(StandPostBekannt), heute)); got["anschrift"] != "not_with_this" {
		t.Errorf("an address for a letter that arrived: %v", got)
	}
}

// Whatever is put right: the Bescheid is announced on a day that is not before it was made, or waits for the post.
func TestWhatWasPutRightIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bescheidIm(rapid.SampledFrom([]BescheidStand{StandPostBekannt, StandPostOffen}).Draw(t, "stand"))
		heute := tag("2026-03-20")
		maybe := func(name string) *time.Time {
			if !rapid.Bool().Draw(t, name) {
				return nil
			}
			d := tag("2026-02-25").AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, name+"Am"))
			return &d
		}
		x := &Berichtigung{Akt: rapid.SampledFrom(bescheidAktReihe[2:]).Draw(t, "akt"), Grund: "weil",
			AufgegebenAm: maybe("auf"), BekanntgabeAm: maybe("bekannt")}
		if _, err := b.CheckAkt(&Vorgang{Status: Beschieden}, x.Akt); err != nil {
			return
		}
		bek, err := b.Berichtige(inST, "", rapid.SampledFrom([]string{"", "AT"}).Draw(t, "land"), x, "S", heute)
		if err != nil || bek.Am.IsZero() && !x.EndetBekanntgabe() {
			return
		}
		x.Apply(b, bek)
		if x.EndetBekanntgabe() {
			if b.Stand() != StandZurPost || b.AufgegebenAm != nil || b.RechtsbehelfBis != nil {
				t.Fatalf("%+v", b)
			}
			return
		}
		if b.Stand() != StandPostBekannt || b.BekanntgabeAm.Before(Heute(b.Am)) ||
			b.BekanntgabeAm.Before(*b.AufgegebenAm) {
			t.Fatalf("%+v: %s, posted %s", x, b.BekanntgabeAm, b.AufgegebenAm)
		}
	})
}

// A letter that says what is gone, or what nobody was told, stays here; and only who was named by mistake is struck.
func TestWhatMayNotBePosted(t *testing.T) {
	v := &Vorgang{Status: Beschieden}
	weg := []Folge{{Art: AktWiderrufen, Ergebnis: Abgelehnt, Zustand: BescheidBekanntgegeben}}
	zumTeil := []Folge{{Art: AktWiderrufen, Ergebnis: Teilweise, Zustand: BescheidBekanntgegeben}}
	unterwegs := []Folge{{Art: AktWiderrufen, Ergebnis: Abgelehnt, Zustand: BescheidZurPost}}
	for name, c := range map[string]struct {
		b    Bescheid
		akt  BescheidAkt
		want string
	}{
		"taken away":                 {Bescheid{Folgen: weg}, AktPostaufgabe, "bescheid_taken_away"},
		"taken away in part":         {Bescheid{Folgen: zumTeil}, AktPostaufgabe, ""},
		"not yet taken away":         {Bescheid{Folgen: unterwegs}, AktPostaufgabe, ""},
		"of one nobody knows":        {Bescheid{FrueherOffen: true}, AktPostaufgabe, "earlier_not_announced"},
		"that one is replaced, yet":  {Bescheid{FrueherOffen: true}, AktAdressat, ""},
		"the applicant is not":       {Bescheid{}, AktStreichen, "addressee_not_struck"},
		"who was named is struck":    {Bescheid{Adressat: &uuid.UUID{}}, AktStreichen, ""},
		"named, of what is gone":     {Bescheid{Adressat: &uuid.UUID{}, Folgen: weg}, AktPostaufgabe, "bescheid_taken_away"},
		"named, and gone is no harm": {Bescheid{Adressat: &uuid.UUID{}, Folgen: weg}, AktStreichen, ""},
	} {
		c.b.Zustand, c.b.Kanal = BescheidZurPost, KanalPost
		_, err := c.b.CheckAkt(v, c.akt)
		var e *Error
		if got := ""; errors.As(err, &e) {
			got = e.Reason
			if got != c.want {
				t.Errorf("%s: %s", name, got)
			}
		} else if c.want != "" || !slices.Contains(c.b.Akte(v), c.akt) {
			t.Errorf("%s: allowed", name)
		}
	}
	b := Bescheid{Zustand: BescheidBekanntgegeben, Adressaten: []Adressat{{Zustand: BescheidGestrichen}}}
	if bekannt, _ := b.UeberallBekannt(); !bekannt || len(b.Ausfertigungen()) != 1 {
		t.Error("who was struck is waited for")
	}
}
