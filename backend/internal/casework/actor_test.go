package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// rechteMatrix is the permission table as the office reads it: one line per right, in the order below.
// A change of the table must be wanted here too.
const rechteMatrix = `
                      sachbearbeitung teamleitung poststelle loeschen administration system antragsteller revision
angemeldet            ja              ja          ja         ja       ja             ja     -             ja
antragsraum           -               -           -          -        -              ja     ja             -
klaerfall.lesen       -               ja          ja         -        ja             ja     -             -
klaerfall.verwerfen   -               ja          ja         -        ja             ja     -             -
klaerfall.wiederholen -               ja          ja         -        ja             ja     -             -
konfiguration         -               -           -          -        ja             ja     -             -
leseprotokoll.lesen   -               -           -          -        -              ja     -             ja
posteingang.lesen     -               ja          ja         -        ja             ja     -             -
prozess.springen      -               ja          -          -        -              ja     -             -
vorgang.abschliessen  ja              ja          -          -        -              ja     -             -
vorgang.bearbeiten    ja              ja          -          -        -              ja     -             -
vorgang.bescheiden    ja              ja          -          -        -              ja     -             -
vorgang.exportieren   ja              ja          -          -        -              ja     -             -
vorgang.lesen         ja              ja          ja         ja       -              ja     -             -
vorgang.mitwirken     ja              ja          -          -        -              ja     -             -
vorgang.verteilen     -               ja          -          -        -              ja     -             -
vorgang.weiterleiten  ja              ja          ja         -        -              ja     -             -
vorgang.zuweisen      ja              ja          -          -        -              ja     -             -
`

func TestRechteMatrix(t *testing.T) {
	zeilen := strings.Split(strings.TrimSpace(rechteMatrix), "\n")
	for _, zeile := range zeilen[1:] {
		f := strings.Fields(zeile)
		for i, wer := range strings.Fields(zeilen[0]) {
			a := Actor{Art: ActorPerson, Rollen: []Rolle{Rolle(wer)}}
			switch wer {
			case "system":
				a = System(uuid.Nil)
			case "antragsteller":
				a = Actor{Art: ActorAntragsteller}
			}
			recht, soll := Recht(f[0]), f[i+1] == "ja"
			if a.Has(recht) != soll {
				t.Errorf("%s has %s: %v", wer, recht, !soll)
			}
			if err := a.Must(recht); (err == nil) != soll || err != nil && CodeOf(err) != Forbidden {
				t.Errorf("%s must have %s: %v", wer, recht, err)
			}
			if slices.Contains(a.Rechte(), recht) != soll {
				t.Errorf("Rechte of %s: %v", wer, a.Rechte())
			}
		}
	}
	var alle []string
	for _, z := range zeilen[1:] {
		alle = append(alle, strings.Fields(z)[0])
	}
	for rolle, liste := range rechte {
		for _, r := range liste {
			if !slices.Contains(alle, string(r)) {
				t.Errorf("%s has %s, which the matrix does not know", rolle, r)
			}
		}
	}
}

func TestNobodyHasNothing(t *testing.T) {
	for _, a := range []Actor{{}, {Art: ActorPerson}, {Art: ActorPerson, Rollen: []Rolle{"admin", ""}},
		{Art: "fremd"}} {
		if a.Has(RechtAngemeldet) || a.Has(RechtAntragsraum) || len(a.Rechte()) > 0 {
			t.Errorf("%+v has rights", a)
		}
		if s := a.Sicht(); s.Alle || len(s.Einheiten) > 0 {
			t.Errorf("%+v sees %+v", a, s)
		}
	}
	// An applicant has no rights of staff, whatever roles a token claims.
	a := Actor{Art: ActorAntragsteller, Rollen: []Rolle{RolleAdministration, RolleTeamleitung}}
	if a.Has(RechtKonfig) || a.Has(RechtLesen) || len(a.Rechte()) != 1 {
		t.Errorf("applicant has %v", a.Rechte())
	}
}

func TestSicht(t *testing.T) {
	for _, f := range []struct {
		rollen []Rolle
		want   string
	}{
		{[]Rolle{RolleSachbearbeitung}, "[a b] false [neu angenommen in_bearbeitung beschieden abgeschlossen verworfen]"},
		{[]Rolle{RolleTeamleitung}, "[a b] false [neu angenommen in_bearbeitung beschieden abgeschlossen verworfen]"},
		{[]Rolle{RollePoststelle}, "[] true [neu]"},
		{[]Rolle{RolleLoeschen}, "[a b] false [zu_loeschen]"},
		{[]Rolle{RolleAdministration}, "[] false []"},
	} {
		s := Actor{Art: ActorPerson, Rollen: f.rollen, Einheiten: []string{"a", "b"}}.Sicht()
		if got := fmt.Sprint(s.Einheiten, s.Alle, s.Status); got != f.want {
			t.Errorf("%v: %s", f.rollen, got)
		}
	}
	applicant := Actor{Art: ActorAntragsteller, Rollen: []Rolle{RolleTeamleitung, RollePoststelle},
		Einheiten: []string{"a"}}
	if s := applicant.Sicht(); s.Alle || len(s.Einheiten) > 0 {
		t.Errorf("applicant sees %+v", s)
	}
}
