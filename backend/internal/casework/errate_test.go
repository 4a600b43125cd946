package casework_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
	"kontor/workflow"
)

// guess reads the fields of a form that nobody mapped.
func guess(t *testing.T, login adapters.Antragsteller, felder ...adapters.Feld) *Zuordnungsergebnis {
	t.Helper()
	u := stadt()
	u.Verfahren = &workflow.Definition{Name: StandardVerfahren, Version: "1", Meta: workflow.Meta{Kurz: "Allgemein"}}
	e, _, err := Zuordne(u, nil, &Antrag{Antragsteller: login, Antragsdaten: felder})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// person is a group with a name, an address and a telephone.
func person(gruppenname, vorname, nachname, email string) adapters.Feld {
	return gruppe(gruppenname, text("vorname", "", vorname), text("nachname", "", nachname), text("email", "", email),
		text("telefon", "", "0170 999"))
}

var (
	yasemin = adapters.Antragsteller{Art: "person", Vorname: "Yasemin", Nachname: "Kornblume",
		Konto: &adapters.Konto{Art: "bundid", Pseudonym: "p"}}
	zeuge = gruppe("1", text("name", "", "Zeuge Zufall"), text("email", "", "zeuge@example.org"),
		text("telefon", "", "0170 999"))
)

// Whose name and whose address a guess takes: of the applicant's group, or nobody's.
func TestTheGuessOfAnApplicant(t *testing.T) {
	niemand := adapters.Antragsteller{}
	for _, c := range []struct {
		name               string
		login              adapters.Antragsteller
		felder             []adapters.Feld
		wer, email, nummer string
	}{
		{"a witness beside the account", yasemin, []adapters.Feld{liste("zeugen", zeuge)}, "Kornblume, Yasemin", "", ""},
		{"a witness alone", niemand, []adapters.Feld{liste("zeugen", zeuge)}, OhneNamen, "", ""},
		{"a witness, not repeated", niemand, []adapters.Feld{person("zeuge", "Zeuge", "Zufall", "z@example.org")}, OhneNamen, "", ""},
		{"a culprit", niemand, []adapters.Feld{person("taeter", "Tom", "Fremd", "t@example.org")}, OhneNamen, "", ""},
		{"a victim", niemand, []adapters.Feld{person("opfer", "Tom", "Fremd", "t@example.org")}, OhneNamen, "", ""},
		{"a third person", niemand, []adapters.Feld{person("dritte", "Tom", "Fremd", "t@example.org")}, OhneNamen, "", ""},
		{"who disturbs", niemand, []adapters.Feld{person("stoerer", "Tom", "Fremd", "t@example.org")}, OhneNamen, "", ""},
		{"not the applicant", niemand, []adapters.Feld{person("kein_antragsteller", "Tom", "Fremd", "t@example.org")}, OhneNamen, "", ""},
		{"told by the label", niemand, []adapters.Feld{{Name: "g7", Label: "Angaben zur Zeugin", Typ: adapters.Gruppe, Felder: person("", "Eva", "Zufall", "z@example.org").Felder}},
			OhneNamen, "", ""},
		{"told by the label of the field", niemand, []adapters.Feld{text("vorname", "", "Ina"), text("nachname", "", "Lebt"), text("email", "E-Mail des Vermieters", "v@example.org")},
			"Lebt, Ina", "", ""},
		{"a child's name, a witness's address", niemand, []adapters.Feld{gruppe("kind", text("vorname", "", "Kim"),
			text("nachname", "", "Klein")),
			gruppe("zeuge", text("email", "", "z@example.org"), text("telefon", "", "0170 999"))}, OhneNamen, "", ""},
		{"somebody's name, somebody else's address", niemand, []adapters.Feld{gruppe("a", text("vorname", "", "Kim"),
			text("nachname", "", "Klein")),
			gruppe("b", text("email", "", "z@example.org"))}, "Klein, Kim", "", ""},
		{"the dead before the living", niemand, []adapters.Feld{person("verstorbene", "Otto", "Tot", ""), person("antragsteller", "Ina", "Lebt", "ina@example.org")},
			"Lebt, Ina", "ina@example.org", "0170 999"},
		{"the applicant after a word nobody knows", niemand, []adapters.Feld{person("xyz", "Otto", "Fremd", "o@example.org"), person("antragsteller", "Ina", "Lebt", "ina@example.org")},
			"Lebt, Ina", "ina@example.org", "0170 999"},
		{"the form itself before a group", niemand, []adapters.Feld{person("xyz", "Otto", "Fremd", "o@example.org"), text("vorname", "", "Ina"), text("nachname", "", "Lebt")}, "Lebt, Ina", "", ""},
		{"two as likely", niemand, []adapters.Feld{person("xyz", "Otto", "Fremd", "o@example.org"), person("abc", "Ina", "Lebt", "ina@example.org")}, OhneNamen, "", ""},
		{"the name of a thing", niemand, []adapters.Feld{gruppe("boot", text("name", "", "Seeadler")), person("schritt1", "Ina", "Lebt", "ina@example.org")},
			"Lebt, Ina", "ina@example.org", "0170 999"},
		{"previous holder", niemand, []adapters.Feld{person("halter_vorher", "Otto", "Fremd", "o@example.org"), person("halter", "Ina", "Lebt", "ina@example.org")},
			"Lebt, Ina", "ina@example.org", "0170 999"},
		{"contact in a part of the form", niemand, []adapters.Feld{text("vorname", "", "Ina"), text("nachname", "", "Lebt"), gruppe("kontakt", text("email", "", "ina@example.org"))},
			"Lebt, Ina", "ina@example.org", ""},
		{"contact of a person with a name of their own", niemand, []adapters.Feld{text("vorname", "", "Ina"), text("nachname", "", "Lebt"), person("kontakt", "Otto", "Fremd", "o@example.org")},
			"Lebt, Ina", "", ""},
		{"name and contact in parts of the applicant", niemand,
			[]adapters.Feld{gruppe("antragsteller", gruppe("name", text("vorname", "", "Ina"),
				text("familienname", "", "Lebt")),
				gruppe("erreichbar", text("email", "", "ina@example.org")), person("kind", "Kim", "Klein",
					"kim@example.org"))}, "Lebt, Ina", "ina@example.org", ""},
		{"the account's name again", yasemin, []adapters.Feld{person("zeuge", "Yasemin", "Kornblume", "z@example.org"), person("ich", "yasemin", "KORNBLUME", "y@example.org")},
			"Kornblume, Yasemin", "y@example.org", "0170 999"},
		{"the account's name again, in one field", yasemin, []adapters.Feld{gruppe("ich", text("name", "", "Kornblume, Yasemin"), text("email", "", "y@example.org"))},
			"Kornblume, Yasemin", "y@example.org", ""},
		{"somebody of the same family", yasemin, []adapters.Feld{gruppe("ich", text("nachname", "", "Kornblume"), text("email", "", "y@example.org"))}, "Kornblume, Yasemin", "", ""},
		{"an address without a name", yasemin, []adapters.Feld{text("email", "", "wessen@example.org")}, "Kornblume, Yasemin", "", ""},
		{"placeholders", niemand, []adapters.Feld{text("vorname", "", "[%tfVorname%]"), text("nachname", "", "Lebt"), text("email", "", "[%tfEmail%]"), text("tel", "", "${telefon12345}")},
			"Lebt", "", ""},
		{"more placeholders", niemand, []adapters.Feld{text("nachname", "", "Lebt"), text("email", "", "{{mail}}@example.org"), text("tel", "", "keins")}, "Lebt", "", ""},
		{"no address", niemand, []adapters.Feld{text("nachname", "", "Lebt"), text("email", "", "ina at example.org")}, "Lebt", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := guess(t, c.login, c.felder...).Antragsteller
			if wer := AntragstellerName(p); wer != c.wer || p.Email != c.email || p.Telefon != c.nummer {
				t.Errorf("applicant %q, e-mail %q, telephone %q", wer, p.Email, p.Telefon)
			}
			if k := Kontakt(p); k.Email+k.Telefon+k.PLZ != "" || AntragstellerName(k) != c.wer {
				t.Errorf("it would be used: %+v", k)
			}
		})
	}
}

// The login is believed: what it says stays, is not marked, and can be used.
func TestTheLoginIsNoGuess(t *testing.T) {
	login := yasemin
	login.Email, login.Strasse, login.Hausnummer, login.Ort = "konto@example.org", "Marktplatz", "4", "Lindenfurt"
	ich := person("ich", "Yasemin", "Kornblume", "formular@example.org")
	ich.Felder = append(ich.Felder, text("plz", "", "99999"), text("firma", "", "Nebenbei GmbH"))
	p := guess(t, login, ich).Antragsteller
	k := Kontakt(p)
	if p.Firma != "" || p.Email != login.Email || k.Email != login.Email || k.Strasse != "Marktplatz" || p.PLZ != "" ||
		!slices.Equal(p.Unbestaetigt, []string{"telefon"}) || k.Telefon != "" {
		t.Errorf("%+v\nto be used: %+v", p, k)
	}
}

// What a person mapped is no guess, and ends one of the adapter. Where the mapping finds nothing, the guess stays one.
func TestAMappingEndsAGuess(t *testing.T) {
	a := hundeantrag()
	a.Antragsteller = adapters.Antragsteller{Nachname: "Geraten", Email: "wer@example.org", Telefon: "0170 999",
		Unbestaetigt: []string{"nachname", "email", "telefon"}}
	l := hundelesart()
	l.Antragsteller["telefon"] = "halter.telefon"
	e, _, err := Zuordne(stadt(), l, a)
	if err != nil {
		t.Fatal(err)
	}
	p := e.Antragsteller
	if p.Nachname != "Muster" || Kontakt(p).Email != "ruben@example.org" || p.Telefon != "0170 999" ||
		Kontakt(p).Telefon != "" || !slices.Equal(p.Unbestaetigt, []string{"telefon"}) {
		t.Errorf("%+v", p)
	}
	a = hundeantrag()
	a.Antragsdaten[0].Felder[2].Text = "[%tfEmail%]"
	if e, _, err = Zuordne(stadt(), hundelesart(), a); err != nil || e.Antragsteller.Email != "" {
		t.Errorf("a placeholder is an address: %q, %v", e.Antragsteller.Email, err)
	}
}

// However a form is built: a guess takes nothing of a repetition or of somebody else, name and contact are of one
// group, and all of it is marked.
func TestAGuessNeverMixesPeople(t *testing.T) {
	woerter := []string{"a", "schritt", "betrieb", "person", "absenderin", "zeuge", "kind", "verstorben", "vermieter",
		"nachbarin", "tier", "halter_vorher", "x_antragstellerin"}
	fremd := []string{"zeuge", "kind", "verstorben", "vermieter", "nachbarin", "tier", "halter_vorher"}
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a form, no secret
		nr := 0
		var baue func(tiefe int, tabu bool) []adapters.Feld
		baue = func(tiefe int, tabu bool) []adapters.Feld {
			nr++
			wessen := fmt.Sprintf("%d", nr)
			if tabu {
				wessen = "fremd" + wessen
			}
			var out []adapters.Feld
			for _, f := range []adapters.Feld{text("vorname", "", "V"+wessen), text("nachname", "", "N"+wessen),
				text("email", "", wessen+"@example.org")} {
				if r.IntN(2) == 0 {
					out = append(out, f)
				}
			}
			for range r.IntN(3) {
				wort := woerter[r.IntN(len(woerter))]
				if tiefe == 3 {
					break
				}
				if eigen := strings.Contains(wort, "antragst") ||
					strings.Contains(wort, "absender"); eigen && tiefe > 0 {
					continue // everything in it is of one person, whatever its groups are called
				}
				switch r.IntN(3) {
				case 0:
					out = append(out, liste(wort, gruppe("1", baue(3, true)...)))
				default:
					inner := 3
					if !strings.Contains(wort, "antragst") && !strings.Contains(wort, "absender") {
						inner = tiefe + 1
					}
					out = append(out, gruppe(wort, baue(inner, tabu || slices.Contains(fremd, wort))...))
				}
			}
			r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
			return out
		}
		e := guess(t, adapters.Antragsteller{}, baue(0, false)...)
		p := e.Antragsteller
		mail, _, _ := strings.Cut(p.Email, "@")
		switch {
		case strings.Contains(p.Vorname+p.Nachname+p.Email, "fremd"):
			t.Fatalf("seed %d: of somebody else: %+v", seed, p)
		case p.Email != "" && "N"+mail != p.Nachname, p.Vorname != "" && p.Vorname[1:] != p.Nachname[1:]:
			t.Fatalf("seed %d: of two people: %+v", seed, p)
		case Kontakt(p).Email != "":
			t.Fatalf("seed %d: not marked: %+v", seed, p)
		case slices.Contains(hinweise(e), "applicant_guessed") != (p.Nachname != ""):
			t.Fatalf("seed %d: hints %v, %+v", seed, hinweise(e), p)
		}
	}
}

// What is in the field for an address and is none — nobody typed one, or a placeholder stayed — is no contact; the rest
// of the person is. Intake says so.
func TestWhatIsNoAddressIsNoContact(t *testing.T) {
	keine := []string{"[%tfEmail%]", "${email}", "{{email}}", "k.A.", "-", "noreply@", "#tfEmail#", "<%=email%>",
		"a@x.example,b@y.example",
		"a@x.example; b@y.example", "Zeuge <z@x.example>", "<z@x.example>", "mailto:z@x.example", "z@x", "z@.example",
		"z@x.example.", "z@x..example",
		"@x.example", "zoë@x.example", "z@x_y.example", "z@" + strings.Repeat("x", 64) + ".example", "z@[127.0.0.1]",
		"z@x.example (abends)", "z\u200b@x.example", "z z@x.example", `"z z"@x.example`,
		"z@x.example\r\nBcc: y@x.example",
		"{{mail}}@x.example", strings.Repeat("z", 65) + "@x.example", "z@" + strings.Repeat("x", 250) + ".example"}
	for _, s := range keine {
		p := adapters.Antragsteller{Nachname: "Lebt", Email: s, Ort: "Seehausen"}
		if k := Kontakt(p); k.Email != "" || k.Ort != "Seehausen" || k.Nachname != "Lebt" {
			t.Errorf("%s: %+v", s, k)
		}
		if e := guess(t, p); !slices.Contains(hinweise(e), "email_unusable") {
			t.Errorf("%s: nothing is said, hints %v", s, hinweise(e))
		}
		p.Nachname = ""
		if wer := AntragstellerName(p); wer != OhneNamen {
			t.Errorf("%s stands for a name: %s", s, wer)
		}
	}
	for s, an := range map[string]string{"ina@example.org": "ina@example.org",
		"i.lebt+amt@mail.example.org": "i.lebt+amt@mail.example.org",
		"Ina@Example.ORG":             "Ina@example.org", "ina@münchen.example": "ina@xn--mnchen-3ya.example",
		" ina@example.org ": "ina@example.org"} {
		p := adapters.Antragsteller{Nachname: "Lebt", Email: s}
		if k := Kontakt(p); k.Email != an {
			t.Errorf("%s: %+v", s, k)
		}
		if e := guess(t, p); slices.Contains(hinweise(e), "email_unusable") {
			t.Errorf("%s: hints %v", s, hinweise(e))
		}
	}
	if e := guess(t, adapters.Antragsteller{Nachname: "Lebt"}); slices.Contains(hinweise(e), "email_unusable") {
		t.Errorf("without any address: hints %v", hinweise(e))
	}
}
