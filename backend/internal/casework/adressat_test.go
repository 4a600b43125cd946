package casework

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/adapters"
)

// What is kept of an addressee is what the Bescheid for them says, and the Bescheid itself stays as it is.
func TestABescheidAsItIsForAnAddressee(t *testing.T) {
	am := Tag(2026, 3, 10)
	b := Bescheid{ID: uuid.New(), Kanal: KanalAntragsraum, Zustand: BescheidBereitgestellt, HinweisAm: &am,
		Nachricht: &uuid.UUID{}, Tenor: "Ja."}
	a := Adressat{ID: uuid.New(), Anschrift: Anschrift{Name: "Nina Nachbar"}, Zustand: BescheidZurPost}
	b.Adressaten = []Adressat{a}
	x := b.Ausfertigung(a.ID)
	if x.Stand() != StandZurPost || x.Tenor != "Ja." || x.HinweisAm != nil || x.Nachricht != nil ||
		x.Empfaenger(&Antrag{}).Name != "Nina Nachbar" || b.Stand() != StandAbruf || b.Ausfertigung(uuid.New()) != nil {
		t.Errorf("%+v", x)
	}
	x.Zustand, x.AufgegebenAm, x.BekanntgabeAm, x.RechtsbehelfBis = BescheidBekanntgegeben, &am, &am, &am
	if k := x.AlsAdressat(); k.ID != a.ID || k.Zustand != BescheidBekanntgegeben || k.RechtsbehelfBis != &am {
		t.Errorf("%+v", k)
	}
}

// It is certain when everybody knows it, and the last period counts.
func TestAnnouncedToEverybody(t *testing.T) {
	frueh, spaet := Tag(2026, 4, 14), Tag(2026, 4, 16)
	bekannt := Adressat{Zustand: BescheidBekanntgegeben, BekanntgabeAm: &frueh, RechtsbehelfBis: &spaet}
	for name, c := range map[string]struct {
		andere   []Adressat
		ungewiss bool
		bis      string
	}{
		"nobody else":          {nil, false, "2026-04-14"},
		"somebody else, later": {[]Adressat{bekannt}, false, "2026-04-16"},
		"somebody not yet":     {[]Adressat{bekannt, {Zustand: BescheidZurPost}}, true, "2026-04-16"},
		"a day nobody knows":   {[]Adressat{{Zustand: BescheidBekanntgegeben}}, true, "2026-04-14"},
		"everybody on one day": {[]Adressat{{Zustand: BescheidBekanntgegeben, BekanntgabeAm: &frueh, RechtsbehelfBis: &frueh}}, false, "2026-04-14"},
	} {
		b := Bescheid{Kanal: KanalPost, Zustand: BescheidBekanntgegeben, BekanntgabeAm: &frueh, RechtsbehelfBis: &frueh,
			Adressaten: c.andere}
		_, bis := b.UeberallBekannt()
		if BescheidUngewiss([]Bescheid{b}) != c.ungewiss || bis.Format("2006-01-02") != c.bis {
			t.Errorf("%s: %v, %s", name, !c.ungewiss, bis)
		}
		if BescheidOffen([]Bescheid{b}) {
			t.Errorf("%s: who applied knows it", name)
		}
	}
}

// Whoever gets a letter for somebody else reads as what, and by the law of the procedure.
func TestTheLetterSaysAsWhatSomebodyRepresents(t *testing.T) {
	for _, c := range []struct{ recht, vertretung, want string }{
		{"", "", "weil Sie dazu bevollmächtigt sind (§ 41 Abs. 1 Satz 2 VwVfG)"},
		{"", VertretungSorge, "weil Sie Ina Lebt als sorgeberechtigte Person gesetzlich vertreten (§§ 12, 41 Abs. 1 Satz 1 VwVfG)"},
		{RechtSGBX, VertretungBetreuung, "weil Sie Ina Lebt in rechtlicher Betreuung gesetzlich vertreten (§§ 11, 37 Abs. 1 Satz 1 SGB X)"},
		{RechtAO, VertretungOrgan, "oder Vorstand, gesetzlich vertreten (§§ 34, 79, 122 Abs. 1 Satz 1 AO)"},
	} {
		b := Bescheid{Anschrift: &Anschrift{Name: "Eva Lebt", Vertritt: "Ina Lebt", Vertretung: c.vertretung}}
		if got := b.AdressatHinweis(c.recht, "Ina Lebt"); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: %s", c.recht, c.vertretung, got)
		}
	}
}

// A letter of the applicant names the applicant as who is represented, in whichever order; what nobody can compare is
// left to whoever writes it. For other addressees it may be anybody.
func TestWhoIsRepresented(t *testing.T) {
	ina := adapters.Antragsteller{Titel: "Dr.", Vorname: "Ina", Nachname: "Lebt"}
	firma := adapters.Antragsteller{Firma: "Café GmbH", Vorname: "Ina", Nachname: "Lebt"}
	for _, c := range []struct {
		wer                        adapters.Antragsteller
		name, vertritt, vertretung string
		weiterer                   bool
		want                       string
	}{
		{ina, "Ina Lebt", "", "", false, ""}, {ina, "Eva", "Ina Lebt", VertretungSorge, false, ""},
		{ina, "Eva", "Lebt, Ina", "", false, ""}, {ina, "Eva", "Dr. Ina Lebt", "", false, ""},
		{ina, "Eva", "", VertretungSorge, false, "represented_missing"},
		{ina, "Eva", "Otto Lebt", "", false, "represents_somebody_else"}, {ina, "Eva", "Otto Lebt", "", true, ""},
		{ina, "Lebt, Ina", "Ina Lebt", "", false, "represents_themselves"},
		{ina, "Otto", "otto", "", true, "represents_themselves"},
		{firma, "Ina Lebt", "Café GmbH", VertretungOrgan, false, ""},
		{firma, "Eva", "Ina Lebt", "", false, "represents_somebody_else"},
		{adapters.Antragsteller{}, "Eva", "Ina Lebt", "", false, ""},
		{adapters.Antragsteller{Nachname: "王"}, "Eva", "Wang", "", false, ""},
		{ina, "Eva", "王", "", false, ""}, // the characters tell
	} {
		b := &Bescheid{Anschrift: &Anschrift{Name: c.name, Vertritt: c.vertritt, Vertretung: c.vertretung}}
		if c.weiterer {
			b.Adressat = &uuid.UUID{}
		}
		var got string
		var refused *Error
		if errors.As(b.CheckVertretung(&Antrag{Antragsteller: c.wer}), &refused) {
			got = refused.Fields["anschrift"]
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// Nobody gets a second letter, for it would have a second day of Bekanntgabe.
func TestNobodyGetsASecondLetter(t *testing.T) {
	antrag := &Antrag{Antragsteller: adapters.Antragsteller{Vorname: "Ina", Nachname: "Lebt"}}
	an := func(name, vertritt string) Anschrift {
		return Anschrift{Name: name, Strasse: "Am Dom 1", PlzOrt: "39576 Stendal", Vertritt: vertritt}
	}
	nora, fuerOtto := Adressat{ID: uuid.New(), Anschrift: an("Nora Nachbar", "")},
		Adressat{ID: uuid.New(), Anschrift: an("RA Recht", "Otto Ohne")}
	for _, c := range []struct{ rolle, name, vertritt, want string }{
		{RolleBeteiligt, "Paul Platz", "", ""}, {RolleBeteiligt, "RA Recht", "Paul Platz", ""},
		{RolleBeteiligt, "Lebt, Ina", "", "addressee_has_it"},
		{RolleBeteiligt, "RA Recht", "Ina Lebt", "represents_the_applicant"},
		{RolleBeteiligt, "Nora Nachbar", "", "addressee_has_it"},
		{RolleBeteiligt, "RA Recht", "Nora Nachbar", "represented_has_it"},
		{RolleBeteiligt, "RA Recht", "Otto Ohne", "addressee_has_it"},
		{RolleBeteiligt, "Otto Ohne", "", "their_representative_has_it"},
		{RolleBevollmaechtigt, "RA Recht", "Ina Lebt", ""},
	} {
		b := &Bescheid{Adressaten: []Adressat{nora, fuerOtto}}
		x := &NeuerAdressat{Rolle: c.rolle, Anschrift: an(c.name, c.vertritt)}
		if got := felder(x.Check(b, antrag))["anschrift"]; got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
