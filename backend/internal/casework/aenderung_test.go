package casework

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/workflow"
)

var aenderungsfrist = tag("2026-04-07") // last day of the remedy of bescheidIm

// bescheidFest is bescheidIm with an id and, where it has a day, the end of its remedy.
func bescheidFest(stand BescheidStand) *Bescheid {
	b := bescheidIm(stand)
	b.ID, b.Ergebnis = uuid.New(), Bewilligt
	if b.BekanntgabeAm != nil {
		b.RechtsbehelfBis = &aenderungsfrist
	}
	return b
}

// In every state of a Bescheid, under every law, in every state of the Vorgang: what is offered is not refused, and
// what is not announced is replaced and not taken back.
func TestWhatBecomesOfABescheid(t *testing.T) {
	vorher, nachher := tag("2026-04-07"), tag("2026-04-08")
	for stand := range bescheidAkte {
		b := bescheidFest(stand)
		b.GebuehrCent = 4500
		for _, recht := range []string{"", RechtVwVfG, RechtAO, RechtSGBX, RechtBEEG, "KAG"} {
			for _, status := range Alle {
				for _, heute := range []time.Time{vorher, nachher} {
					v := &Vorgang{Status: status}
					offered := b.Aenderungen(v, []Bescheid{*b}, recht, heute)
					for _, akt := range Aenderungsarten {
						err := b.CheckAenderung(v, []Bescheid{*b}, recht, akt, heute)
						var e *Error
						if slices.Contains(offered, akt) != (err == nil) || err != nil && (!errors.As(err, &e) ||
							e.Code != Conflict) {
							t.Errorf("%s, %s, %s, %s: offered %v, answered %v", stand, recht, status, akt, offered, err)
						}
					}
					switch known := b.Zustand == BescheidBekanntgegeben; {
					case !status.IsOffen() && len(offered) > 0:
						t.Errorf("%s, %s: %v", stand, status, offered)
					case known && slices.Contains(offered, AktErsetzen), !known && len(offered) > 1:
						t.Errorf("%s: %v", stand, offered)
					case recht == "KAG" && len(offered) > 0:
						t.Errorf("a law nobody has put in: %v", offered)
					case recht == RechtAO && b.GebuehrCent > 0 && slices.Contains(offered, AktZuruecknehmen):
						t.Error("§ 130 AO is not for assessments of taxes")
					case slices.Contains(offered, AktAendern) != (known && status.IsOffen() && (recht == RechtAO ||
						recht == RechtSGBX || recht == RechtBEEG)):
						t.Errorf("%s, %s: changing offered in %v", stand, recht, offered)
					case slices.Contains(offered, AktWiederaufgreifen) != (known && status.IsOffen() &&
						(recht == "" || recht == RechtVwVfG) && b.BekanntgabeAm != nil && heute.Equal(nachher)):
						t.Errorf("%s, %s, %s, %s: reopening offered in %v", stand, recht, status, heute, offered)
					}
				}
			}
		}
	}
}

// Two never stand beside each other by accident: while one stands, another names it; what was replaced or taken away as
// a whole is out of the way; what is on its way to the person comes first.
func TestNoSecondBescheidByAccident(t *testing.T) {
	v, heute := &Vorgang{Status: Beschieden}, tag("2026-03-20")
	erster := bescheidFest(StandPostBekannt)
	neu := &Bescheid{Ergebnis: Abgelehnt}
	reason := func(err error) string {
		var e *Error
		if !errors.As(err, &e) {
			return ""
		}
		for _, why := range e.Fields {
			return why
		}
		return e.Reason
	}
	check := func(was string, want string, bescheide ...Bescheid) {
		t.Helper()
		if got := reason(neu.CheckBezug(v, bescheide, RechtVwVfG, heute)); got != want {
			t.Errorf("%s: %q, want %q", was, got, want)
		}
	}
	check("the first", "")
	check("without a word", "earlier_bescheid_stands", *erster)
	neu.Aenderung = &Bescheidaenderung{Art: AktZuruecknehmen, Bezug: uuid.New()}
	check("of another Vorgang", "unknown", *erster)
	neu.Aenderung.Bezug = erster.ID
	check("taken back", "", *erster)
	check("taken back twice at once", "bescheid_not_announced", *erster, *bescheidFest(StandZurPost))
	check("while another is written", "bescheid_under_way", *erster, *bescheidFest(StandOhneBrief))
	neu.Aenderung.Art = AktErsetzen
	check("announced, it cannot be replaced", "bescheid_already_announced", *erster)
	neu.Aenderung.Art = AktBerichtigen
	check("corrected to another outcome", "as_before", *erster)
	folge := func(art BescheidAkt, e Ergebnis, z BescheidZustand) Bescheid {
		b := *erster
		b.Folgen = []Folge{{Art: art, Ergebnis: e, Zustand: z}}
		return b
	}
	for _, c := range []struct {
		art   BescheidAkt
		e     Ergebnis
		z     BescheidZustand
		steht bool
	}{
		{AktZuruecknehmen, Abgelehnt, BescheidBekanntgegeben, false}, {AktWiderrufen, Abgelehnt, BescheidBekanntgegeben, false},
		{AktZuruecknehmen, Teilweise, BescheidBekanntgegeben, true}, {AktZuruecknehmen, Abgelehnt, BescheidZurPost, true},
		{AktWiederaufgreifen, Abgelehnt, BescheidBekanntgegeben, true}, {AktWiederaufgreifen, Bewilligt, BescheidBekanntgegeben, false},
		{AktBerichtigen, Bewilligt, BescheidBekanntgegeben, true}, {AktErsetzen, Bewilligt, BescheidZurPost, false},
	} {
		if steht := Steht([]Bescheid{folge(c.art, c.e, c.z)}, heute) != nil; steht != c.steht {
			t.Errorf("%s, %s, %s: stands %v", c.art, c.e, c.z, steht)
		}
	}
	if Steht([]Bescheid{folge(AktAendern, Bewilligt, BescheidBekanntgegeben)}, heute) == nil ||
		Steht([]Bescheid{folge(AktAendern, Abgelehnt, BescheidBekanntgegeben)}, heute) != nil {
		t.Error("changed it stands, and lifted it does not")
	}
	zurueck := *bescheidFest(StandPostBekannt)
	zurueck.Aenderung = &Bescheidaenderung{Art: AktZuruecknehmen, Bezug: erster.ID}
	neu.Aenderung = &Bescheidaenderung{Art: AktZuruecknehmen, Bezug: zurueck.ID}
	zurueck.Ergebnis = Abgelehnt
	weg := folge(AktZuruecknehmen, Abgelehnt, BescheidBekanntgegeben)
	check("taking back is taken back by who says what counts", "says_what_counts", weg, zurueck)
	neu.Ergebnis = Bewilligt
	check("and said so", "", weg, zurueck)
	neu.Aenderung.Art = AktWiderrufen
	check("revoked, too", "", weg, zurueck)
	neu.Ergebnis = Abgelehnt
	neu.Aenderung = nil
	check("after it was taken away it is decided anew", "", weg, zurueck)
	zurueck.Zustand = BescheidZurPost
	check("and not before that has reached the person", "earlier_bescheid_stands",
		folge(AktZuruecknehmen, Abgelehnt, BescheidZurPost), zurueck)
	zurueck.Zustand, zurueck.Ergebnis = BescheidBekanntgegeben, Bewilligt
	check("what says what counts instead stands itself", "earlier_bescheid_stands", weg, zurueck)
}

// What was given is taken away on a ground of the law, within a year of knowing; what is not so has to be confirmed. A
// burden is lifted without a ground.
func TestGroundAndPeriodOfAChange(t *testing.T) {
	heute := tag("2026-03-20")
	day := func(s string) *time.Time {
		if s == "" {
			return nil
		}
		d := tag(s)
		return &d
	}
	grant := Bescheid{Ergebnis: Bewilligt}
	march := Bescheid{Ergebnis: Bewilligt, Am: tag("2026-03-10")}
	with := func(art string) Bescheid {
		return Bescheid{Ergebnis: Bewilligt, Nebenbestimmungen: []Nebenbestimmung{{Art: art}}}
	}
	for name, c := range map[string]struct {
		b                Bescheid
		art              BescheidAkt
		recht            string
		grund            string
		kenntnis, antrag string
		stand            Pruefstand
		warum            string
	}{
		"no ground":                {grant, AktZuruecknehmen, "", "", "2026-03-01", "", PruefungFehlt, "ground_required"},
		"ground of another act":    {grant, AktZuruecknehmen, "", "vorbehalt", "2026-03-01", "", PruefungFehlt, "ground_required"},
		"nobody knows since when":  {grant, AktZuruecknehmen, "", "abgewogen", "", "", PruefungFehlt, "knowledge_day_required"},
		"known tomorrow":           {grant, AktZuruecknehmen, "", "abgewogen", "2026-03-21", "", PruefungFehlt, "in_future"},
		"known before the act":     {march, AktZuruecknehmen, "", "abgewogen", "2026-03-09", "", PruefungFehlt, "knowledge_before_bescheid"},
		"known on its day":         {march, AktWiderrufen, "", "neue_tatsachen", "2026-03-10", "", PruefungErfuellt, ""},
		"new facts that were old":  {march, AktWiderrufen, "", "neue_tatsachen", "2026-01-01", "", PruefungFehlt, "knowledge_before_bescheid"},
		"deceit known before":      {march, AktZuruecknehmen, "", "taeuschung", "2026-03-09", "", PruefungErfuellt, ""},
		"proof known before":       {march, AktWiederaufgreifen, "", "beweismittel", "2026-03-09", "2026-03-15", PruefungBestaetigen, "reason_known_before"},
		"in time for the letter":   {grant, AktZuruecknehmen, "", "abgewogen", "2025-04-06", "", PruefungErfuellt, ""},
		"last day of the year":     {grant, AktZuruecknehmen, "", "abgewogen", "2025-03-20", "", PruefungBestaetigen, "year_ends"},
		"a day after it":           {grant, AktZuruecknehmen, "", "abgewogen", "2025-03-19", "", PruefungBestaetigen, "year_over"},
		"deceit has no year":       {grant, AktZuruecknehmen, "", "taeuschung", "2020-01-01", "", PruefungErfuellt, ""},
		"a burden":                 {Bescheid{Ergebnis: Abgelehnt}, AktZuruecknehmen, "", "", "", "", PruefungErfuellt, ""},
		"reserved":                 {with("widerrufsvorbehalt"), AktWiderrufen, "", "vorbehalt", "2026-03-01", "", PruefungErfuellt, ""},
		"not reserved":             {grant, AktWiderrufen, "", "vorbehalt", "2026-03-01", "", PruefungBestaetigen, "no_reservation"},
		"obligation":               {with("auflage"), AktWiderrufen, "", "auflage", "2026-03-01", "", PruefungErfuellt, ""},
		"no obligation":            {grant, AktWiderrufen, "", "auflage", "2026-03-01", "", PruefungBestaetigen, "no_obligation"},
		"correction":               {grant, AktBerichtigen, "", "", "", "", PruefungErfuellt, ""},
		"correction, AO":           {grant, AktBerichtigen, RechtAO, "", "", "", PruefungErfuellt, ""},
		"only what burdens":        {grant, AktZuruecknehmen, "", "belastung", "", "", PruefungErfuellt, ""},
		"the year ends on the way": {grant, AktZuruecknehmen, "", "abgewogen", "2025-04-05", "", PruefungBestaetigen, "year_ends"},
		"AO, deceit":               {grant, AktZuruecknehmen, RechtAO, "taeuschung", "", "", PruefungErfuellt, ""},
		"AO, weighed: no ground":   {grant, AktZuruecknehmen, RechtAO, "abgewogen", "2026-03-01", "", PruefungFehlt, "ground_required"},
		"AO, new facts":            {Bescheid{Ergebnis: Bewilligt, GebuehrCent: 9600}, AktAendern, RechtAO, "bekannt_geworden", "", "", PruefungErfuellt, ""},
		"AO, agreed in time":       {Bescheid{Ergebnis: Bewilligt, RechtsbehelfBis: &heute}, AktAendern, RechtAO, "zustimmung", "", "", PruefungErfuellt, ""},
		"AO, agreed too late":      {Bescheid{Ergebnis: Bewilligt, RechtsbehelfBis: day("2026-03-19")}, AktAendern, RechtAO, "zustimmung", "", "", PruefungBestaetigen, "agreement_late"},
		"SGB X, weighed":           {grant, AktZuruecknehmen, RechtSGBX, "abgewogen", "", "", PruefungErfuellt, ""},
		"SGB X, a refusal":         {Bescheid{Ergebnis: Abgelehnt}, AktZuruecknehmen, RechtSGBX, "", "", "", PruefungErfuellt, ""},
		"BEEG as SGB X":            {grant, AktAendern, RechtBEEG, "verhaeltnisse", "", "", PruefungErfuellt, ""},
		"reopening":                {Bescheid{Ergebnis: Abgelehnt}, AktWiederaufgreifen, "", "beweismittel", "2026-01-31", "2026-03-15", PruefungErfuellt, ""},
		"reopening, not asked for": {grant, AktWiederaufgreifen, "", "beweismittel", "2026-01-31", "", PruefungFehlt, "request_day_required"},
		"asked for before":         {grant, AktWiederaufgreifen, "", "beweismittel", "2026-02-01", "2026-01-31", PruefungFehlt, "request_day_wrong"},
		"last day of three months": {grant, AktWiederaufgreifen, "", "beweismittel", "2025-11-30", "2026-02-28", PruefungErfuellt, ""},
		"three months over":        {grant, AktWiederaufgreifen, "", "beweismittel", "2025-11-30", "2026-03-01", PruefungBestaetigen, "three_months_over"},
	} {
		x := &Bescheidaenderung{Art: c.art, Grund: c.grund, Kenntnis: day(c.kenntnis), Antrag: day(c.antrag)}
		n, _ := c.b.NormFor(c.recht, c.art)
		if stand, warum := x.check(&c.b, n, heute); stand != c.stand || warum != c.warum {
			t.Errorf("%s: %s %s", name, stand, warum)
		}
	}
}

// A correction, and what is decided anew after reopening, work from no day of their own.
func TestNoDayWhereTheLawKnowsNone(t *testing.T) {
	heute := tag("2026-03-20")
	for _, art := range []BescheidAkt{AktBerichtigen, AktWiederaufgreifen, AktErsetzen} {
		b := &Bescheid{Ergebnis: Bewilligt}
		n, _ := b.NormFor("", art)
		x := &Bescheidaenderung{Art: art, Ab: &heute}
		if len(n.Gruende) > 0 {
			x.Grund = n.Gruende[0].Grund
		}
		if stand, warum := x.check(b, n, heute); stand != PruefungFehlt || warum != "no_effect_day_here" {
			t.Errorf("%s: %s %s", art, stand, warum)
		}
	}
}

// What may begin to work before the day of the act is for the law to say, and the year counts where it says so.
func TestFromWhenAChangeWorks(t *testing.T) {
	heute, gestern, alt := tag("2026-03-20"), tag("2026-03-19"), tag("2024-01-10")
	grant := &Bescheid{Ergebnis: Bewilligt}
	for name, c := range map[string]struct {
		b            *Bescheid
		recht        string
		art          BescheidAkt
		grund        string
		ab, kenntnis *time.Time
		warum        string
	}{
		"taken back for the past":              {grant, "", AktZuruecknehmen, "abgewogen", &gestern, &gestern, ""},
		"revoked for the past":                 {grant, "", AktWiderrufen, "neue_tatsachen", &gestern, &gestern, "only_for_the_future"},
		"revoked from today":                   {grant, "", AktWiderrufen, "neue_tatsachen", &heute, &gestern, ""},
		"money not used for its purpose":       {grant, "", AktWiderrufen, "zweckverfehlung", &gestern, &gestern, ""},
		"a refusal revoked for the past":       {&Bescheid{Ergebnis: Abgelehnt}, "", AktWiderrufen, "", &gestern, nil, "only_for_the_future"},
		"a refusal taken back":                 {&Bescheid{Ergebnis: Abgelehnt}, "", AktZuruecknehmen, "", &gestern, nil, ""},
		"SGB X: weighed, for the past":         {grant, RechtSGBX, AktZuruecknehmen, "abgewogen", &gestern, nil, "only_for_the_future"},
		"SGB X: knew it, for the past":         {grant, RechtSGBX, AktZuruecknehmen, "kenntnis", &gestern, nil, "knowledge_day_required"},
		"SGB X: a year over, for the past":     {grant, RechtSGBX, AktZuruecknehmen, "kenntnis", &gestern, &alt, "year_over"},
		"SGB X: a year over, from now on":      {grant, RechtSGBX, AktZuruecknehmen, "kenntnis", nil, &alt, ""},
		"SGB X: changed, from now on":          {grant, RechtSGBX, AktAendern, "verhaeltnisse", &gestern, nil, "only_for_the_future"},
		"SGB X: changed in favour, the past":   {grant, RechtSGBX, AktAendern, "zugunsten", &gestern, nil, ""},
		"SGB X: income, for the past":          {grant, RechtSGBX, AktAendern, "einkommen", &gestern, &gestern, ""},
		"SGB X: no ground where none is asked": {&Bescheid{Ergebnis: Abgelehnt}, RechtSGBX, AktZuruecknehmen, "kenntnis", nil, nil, "no_ground_here"},
	} {
		x := &Bescheidaenderung{Art: c.art, Grund: c.grund, Kenntnis: c.kenntnis, Ab: c.ab}
		n, _ := c.b.NormFor(c.recht, c.art)
		if _, warum := x.check(c.b, n, heute); warum != c.warum {
			t.Errorf("%s: %q, want %q", name, warum, c.warum)
		}
	}
}

// What no program can know is asked: whether it is an assessment, whether the period for one is over, how long a
// benefit has gone on.
func TestWhatOnlyAPersonKnowsOfAChange(t *testing.T) {
	heute, lang := tag("2026-03-20"), tag("2024-03-19")
	points := func(recht string, frueher *Bescheid, x Bescheidaenderung) (out []string) {
		b := &Bescheid{Ergebnis: frueher.Ergebnis, Aenderung: &x}
		for _, p := range b.aenderungPunkte(BescheidLage{Recht: recht, Heute: heute, Frueher: frueher}) {
			out = append(out, p.Norm+": "+p.Grund)
		}
		return out
	}
	grant := &Bescheid{Ergebnis: Bewilligt, BekanntgabeAm: &lang}
	for _, c := range []struct {
		recht string
		x     Bescheidaenderung
		want  []string
	}{
		{RechtVwVfG, Bescheidaenderung{Art: AktBerichtigen}, []string{"§ 42 VwVfG: "}},
		{RechtAO, Bescheidaenderung{Art: AktBerichtigen}, []string{"§ 129 AO: ", "§§ 169 bis 171 AO: assessment_period_unknown"}},
		{RechtAO, Bescheidaenderung{Art: AktZuruecknehmen, Grund: "taeuschung"}, []string{"§ 130 Abs. 2 Nr. 2 AO: ",
			"§ 155 Abs. 1, § 172 Abs. 1 Satz 1 Nr. 2 Buchst. d AO: maybe_tax_assessment"}},
		{RechtSGBX, Bescheidaenderung{Art: AktZuruecknehmen, Grund: "abgewogen"}, []string{"§ 45 Abs. 2 Satz 1 SGB X: ",
			"§ 45 Abs. 3 SGB X: two_years_over"}},
		{RechtSGBX, Bescheidaenderung{Art: AktZuruecknehmen, Grund: "kenntnis"}, []string{"§ 45 Abs. 2 Satz 3 Nr. 3 SGB X: "}},
	} {
		if got := points(c.recht, grant, c.x); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: %q", c.recht, c.x.Art, got)
		}
	}
}

// Who had what the earlier one gave is heard and told why, and needs the second signature that a refusal needs; lifting
// a burden or putting a mistake right does not.
func TestTakingAwayIsAgainstThePerson(t *testing.T) {
	grant, refusal := &Bescheid{Ergebnis: Bewilligt, GebuehrCent: 150000}, &Bescheid{Ergebnis: Abgelehnt}
	rule := workflow.Zeichnung{AbBetrag: 1000, BeiAblehnung: true}
	for name, c := range map[string]struct {
		b         Bescheid
		frueher   *Bescheid
		heard     bool
		signature []string
	}{
		"taken back, something else instead": {Bescheid{Ergebnis: Bewilligt, Aenderung: &Bescheidaenderung{Art: AktZuruecknehmen, Grund: "abgewogen"}}, grant,
			true, []string{ZeichnungBetrag, ZeichnungAblehnung}},
		"only what burdens": {Bescheid{Ergebnis: Teilweise, Aenderung: &Bescheidaenderung{Art: AktZuruecknehmen, Grund: "belastung"}}, grant,
			false, []string{ZeichnungBetrag}},
		"a refusal taken back":  {Bescheid{Ergebnis: Abgelehnt, Aenderung: &Bescheidaenderung{Art: AktZuruecknehmen}}, refusal, false, nil},
		"corrected":             {Bescheid{Ergebnis: Abgelehnt, Aenderung: &Bescheidaenderung{Art: AktBerichtigen}}, refusal, false, nil},
		"replaced by a refusal": {Bescheid{Ergebnis: Abgelehnt, Aenderung: &Bescheidaenderung{Art: AktErsetzen}}, refusal, true, []string{ZeichnungAblehnung}},
	} {
		stand, _ := c.b.checkAnhoerung(BescheidLage{Frueher: c.frueher})
		if heard := stand == PruefungFehlt; heard != c.heard {
			t.Errorf("%s: hearing asked %v", name, heard)
		}
		if got := Zeichnungsgruende(rule, &c.b, c.frueher); !slices.Equal(got, c.signature) {
			t.Errorf("%s: signed for %q", name, got)
		}
		if reasons := c.b.felder()["begruendung"] != ""; reasons != !c.b.berichtigt() {
			t.Errorf("%s: reasons asked %v", name, reasons)
		}
	}
}

// The letter says on what it rests and how it begins; what decides anew is as every Bescheid.
func TestWordsOfAChange(t *testing.T) {
	erster := &Bescheid{Ergebnis: Bewilligt, Am: TagBeginn(tag("2026-03-10"))}
	for _, c := range []struct {
		x                     Bescheidaenderung
		recht, begins, ground string
	}{
		{Bescheidaenderung{Art: AktErsetzen}, "", "", ""},
		{Bescheidaenderung{Art: AktErsetzen, Statt: &Aenderungsziel{Art: AktWiderrufen}, Grund: "auflage"}, "",
			"über unseren Bescheid vom 10.03.2026 entscheiden", "Rechtsgrundlage: § 49 Abs. 2 Satz 1 Nr. 2 VwVfG."},
		{Bescheidaenderung{Art: AktBerichtigen}, RechtSGBX, "unseren Bescheid vom 10.03.2026 berichtigen",
			"Rechtsgrundlage: § 38 SGB X."},
		{Bescheidaenderung{Art: AktAendern, Grund: "erklaerung"}, RechtAO, "über unseren", "Rechtsgrundlage: § 173a AO."},
		{Bescheidaenderung{Art: AktWiederaufgreifen, Grund: "beweismittel"}, "", "über Ihren Antrag, das Verfahren",
			"Rechtsgrundlage: § 51 Abs. 1 Nr. 2 VwVfG."},
	} {
		begins, ground := c.x.Einleitung(erster), c.x.Rechtsgrundlage(erster, c.recht)
		if !strings.HasPrefix(begins, c.begins) || (c.begins == "") != (begins == "") || ground != c.ground {
			t.Errorf("%s: %q, %q", c.x.Art, begins, ground)
		}
	}
}

// What replaces a change on its way does in its place what that would have done: the one they are about never has two.
func TestAChangeIsReplaced(t *testing.T) {
	erster, zweiter := *bescheidFest(StandPostBekannt), *bescheidFest(StandZurPost)
	anwalt := &Anschrift{Name: "Kanzlei", Vertritt: "Erna Beispiel"}
	zweiter.Aenderung, zweiter.Anschrift = &Bescheidaenderung{Art: AktZuruecknehmen, Bezug: erster.ID}, anwalt
	erster.Adressaten = []Adressat{{Anschrift: Anschrift{Name: "Nachbar"}}}
	zweiter.Adressaten = []Adressat{{Anschrift: Anschrift{Name: "NACHBAR"}}, {Anschrift: Anschrift{Name: "Erbin"}}}
	bescheide := []Bescheid{erster, zweiter}
	neu := &Bescheid{Ergebnis: Abgelehnt, Aenderung: &Bescheidaenderung{Art: AktErsetzen, Bezug: zweiter.ID}}
	neu.FollowBezug(bescheide)
	if got := neu.Aenderung.Wirkt(); got != (Aenderungsziel{AktZuruecknehmen, erster.ID}) || neu.Regelt() ||
		neu.Frueher(bescheide).ID != erster.ID || neu.Anschrift != anwalt {
		t.Errorf("%+v, goes to %v", got, neu.Anschrift)
	}
	if auch := neu.AdressatenVon(bescheide); len(auch) != 2 || auch[0].Anschrift.Name != "NACHBAR" {
		t.Errorf("announced to %+v, too", auch)
	}
	if err := neu.CheckBezug(&Vorgang{Status: Beschieden}, bescheide, RechtVwVfG, tag("2026-03-20")); err != nil {
		t.Error(err)
	}
	dritter := &Bescheid{Ergebnis: Bewilligt, Aenderung: &Bescheidaenderung{Art: AktErsetzen, Bezug: erster.ID}}
	if dritter.FollowBezug(bescheide); dritter.Aenderung.Statt != nil {
		t.Error("what decides itself is replaced by what decides itself")
	}
}

// What one of several has received binds: it is not replaced, and it is changed only when all have it.
func TestSeveralHaveABescheid(t *testing.T) {
	v, heute := &Vorgang{Status: Beschieden}, tag("2026-03-20")
	code := func(b *Bescheid, akt BescheidAkt) string {
		var e *Error
		if !errors.As(b.CheckAenderung(v, []Bescheid{*b}, RechtVwVfG, akt, heute), &e) {
			return ""
		}
		return e.Reason
	}
	b := bescheidFest(StandZurPost)
	b.Adressaten = []Adressat{{ID: uuid.New(), Zustand: BescheidZurPost}}
	if got := code(b, AktErsetzen); got != "" {
		t.Errorf("nobody has it: %s", got)
	}
	b.Adressaten[0].Zustand = BescheidBekanntgegeben
	if got := code(b, AktErsetzen); got != "bescheid_already_announced" {
		t.Errorf("the neighbour has it: %q", got)
	}
	b = bescheidFest(StandPostBekannt)
	b.Adressaten = []Adressat{{ID: uuid.New(), Zustand: BescheidZurPost}}
	if got := code(b, AktZuruecknehmen); got != "bescheid_not_announced" {
		t.Errorf("the neighbour has yet to get it: %q", got)
	}
}

// For what was replaced or taken away nobody has to do anything; a correction leaves the period of what it corrects,
// and at its end the Vorgang is to be closed.
func TestNothingIsOpenOfWhatIsGone(t *testing.T) {
	arten := func(heute time.Time, bescheide ...Bescheid) (out []OffenArt) {
		for _, o := range (Faden{Bescheide: bescheide}).Alles(Kalender{Land: "ST"}, heute, Umstand{}) {
			out = append(out, o.Art)
		}
		return out
	}
	ersetzt, neu := *bescheidFest(StandErsetzt), *bescheidFest(StandZurPost)
	ersetzt.Adressaten = []Adressat{{ID: uuid.New(), Zustand: BescheidZurPost}}
	if got := arten(tag("2026-03-20"), ersetzt, neu); !slices.Equal(got, []OffenArt{OffenPost}) {
		t.Errorf("replaced: %v", got)
	}
	weg, ruecknahme := *bescheidFest(StandPostBekannt), *bescheidFest(StandPostBekannt)
	weg.Folgen = []Folge{{Art: AktZuruecknehmen, Ergebnis: Abgelehnt, Zustand: BescheidBekanntgegeben}}
	if got := arten(tag("2026-03-20"), weg, ruecknahme); !slices.Equal(got, []OffenArt{OffenRechtsbehelf}) {
		t.Errorf("taken back: %v", got)
	}
	erster, berichtigung := *bescheidFest(StandPostBekannt), *bescheidFest(StandPostBekannt)
	berichtigung.RechtsbehelfBis = nil
	for heute, want := range map[string]OffenArt{"2026-04-07": OffenRechtsbehelf, "2026-04-08": OffenAbschluss} {
		if got := arten(tag(heute), erster, berichtigung); !slices.Equal(got, []OffenArt{want}) {
			t.Errorf("corrected, on %s: %v", heute, got)
		}
	}
}
