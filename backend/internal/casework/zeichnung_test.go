package casework

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"kontor/workflow"
)

// Each rule asks by itself, and only from its amount on; a refusal of a part is one.
func TestWhenASecondPersonSigns(t *testing.T) {
	for _, c := range []struct {
		regel workflow.Zeichnung
		b     Bescheid
		want  []string
	}{
		{workflow.Zeichnung{}, Bescheid{Ergebnis: Abgelehnt, GebuehrCent: 1e9}, nil},
		{workflow.Zeichnung{Immer: true}, Bescheid{Ergebnis: Bewilligt}, []string{ZeichnungImmer}},
		{workflow.Zeichnung{AbBetrag: 500}, Bescheid{Ergebnis: Bewilligt, GebuehrCent: 49999}, nil},
		{workflow.Zeichnung{AbBetrag: 500}, Bescheid{Ergebnis: Bewilligt, GebuehrCent: 50000}, []string{ZeichnungBetrag}},
		{workflow.Zeichnung{AbBetrag: 1.1}, Bescheid{Ergebnis: Bewilligt, GebuehrCent: 110}, []string{ZeichnungBetrag}},
		{workflow.Zeichnung{BeiAblehnung: true}, Bescheid{Ergebnis: Bewilligt}, nil},
		{workflow.Zeichnung{BeiAblehnung: true}, Bescheid{Ergebnis: Teilweise}, []string{ZeichnungAblehnung}},
		{workflow.Zeichnung{Immer: true, AbBetrag: 1, BeiAblehnung: true}, Bescheid{Ergebnis: Abgelehnt, GebuehrCent: 100},
			[]string{ZeichnungImmer, ZeichnungBetrag, ZeichnungAblehnung}},
	} {
		if got := Zeichnungsgruende(c.regel, &c.b, nil); !slices.Equal(got, c.want) {
			t.Errorf("%+v, %s, %d: %v", c.regel, c.b.Ergebnis, c.b.GebuehrCent, got)
		}
	}
}

// In every state, for who wrote it and for somebody else: what is offered is not refused, and nothing else is done.
func TestWhatCanBeDoneWithARound(t *testing.T) {
	author, other := Actor{Benutzer: uuid.New()}, Actor{Benutzer: uuid.New()}
	all := []ZeichnungAkt{AktZeichnen, AktZurueckgeben, AktZurueckholen}
	for _, zustand := range []ZeichnungZustand{ZeichnungVorgelegt, ZeichnungGezeichnet, ZeichnungZurueckgegeben,
		ZeichnungZurueckgeholt, ZeichnungHinfaellig} {
		for _, status := range Alle {
			for _, a := range []Actor{author, other} {
				z, v := Zeichnung{Zustand: zustand, VonID: author.Benutzer}, &Vorgang{Status: status}
				offered := z.Akte(a, v)
				if open := zustand == ZeichnungVorgelegt && status.IsOffen(); open != (len(offered) > 0) {
					t.Errorf("%s, %s: %v", zustand, status, offered)
				}
				for _, akt := range all {
					if err := z.CheckAkt(a, v, akt); (err == nil) != slices.Contains(offered, akt) {
						t.Errorf("%s, %s, %s: %v", zustand, status, akt, err)
					}
				}
				if a.Benutzer == author.Benutzer && slices.Contains(offered, AktZeichnen) {
					t.Error("whoever wrote it may sign")
				}
			}
		}
	}
}

// Who wrote it stays who wrote it when their name in the login changes and they get another account here.
func TestAnotherAccountOfTheAuthorDoesNotSign(t *testing.T) {
	neu := Actor{Benutzer: uuid.New()}
	z := Zeichnung{Zustand: ZeichnungVorgelegt, VonID: uuid.New(), VonAuch: []uuid.UUID{neu.Benutzer}}
	v := &Vorgang{Status: InBearbeitung}
	own := []ZeichnungAkt{AktZurueckholen}
	if err := z.CheckAkt(neu, v, AktZeichnen); err == nil || !slices.Equal(z.Akte(neu, v), own) {
		t.Errorf("%v, %v", err, z.Akte(neu, v))
	}
	if err := z.Return(neu, tag("2026-03-10"), ""); err != nil || z.Zustand != ZeichnungZurueckgeholt {
		t.Errorf("%v, %s", err, z.Zustand)
	}
}

// What somebody confirmed of periods and days was confirmed of those of then.
func TestWhatTimeChangesIsConfirmedAgain(t *testing.T) {
	z := Zeichnung{Bestaetigt: []string{"period_running", "address_abroad", "due_before_announcement",
		"remedy_unproven"}}
	if got := z.StillConfirmed(); !slices.Equal(got, []string{"address_abroad", "remedy_unproven"}) {
		t.Error(got)
	}
}
