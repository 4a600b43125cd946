package casework

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// uebergaenge says where each act leads from each state; "-" = refused.
const uebergaenge = `
                 neu            angenommen     in_bearbeitung beschieden     abgeschlossen  verworfen      zu_loeschen
accept           angenommen     -              -              -              -              -              -
work             in_bearbeitung in_bearbeitung in_bearbeitung beschieden     abgeschlossen  verworfen      zu_loeschen
reject           verworfen      verworfen      verworfen      -              -              -              -
decide           beschieden     beschieden     beschieden     -              -              -              -
close            -              abgeschlossen  abgeschlossen  abgeschlossen  -              -              -
reopen           -              -              -              in_bearbeitung in_bearbeitung angenommen     -
`

var jetzt = time.Date(2026, 2, 3, 9, 0, 0, 0, time.UTC)

var akte = map[string]func(*Vorgang) error{
	"accept": (*Vorgang).Accept, "reject": (*Vorgang).Reject, "decide": (*Vorgang).Decide, "reopen": (*Vorgang).Reopen,
	"close": func(v *Vorgang) error { return v.Close(jetzt) },
	"work":  func(v *Vorgang) error { v.Work(); return nil },
}

func TestTransitions(t *testing.T) {
	zeilen := strings.Split(strings.TrimSpace(uebergaenge), "\n")
	for _, zeile := range zeilen[1:] {
		f := strings.Fields(zeile)
		for i, von := range strings.Fields(zeilen[0]) {
			v := Vorgang{Status: Status(von), StatusVorher: Angenommen}
			if von == "abgeschlossen" || von == "zu_loeschen" {
				v.AbgeschlossenAm = &jetzt
			}
			vorher := v
			err := akte[f[0]](&v)
			if f[i+1] == "-" {
				if CodeOf(err) != Conflict {
					t.Errorf("%s in %s: %v", f[0], von, err)
				}
				if v.Status != vorher.Status || v.StatusVorher != vorher.StatusVorher ||
					v.AbgeschlossenAm != vorher.AbgeschlossenAm {
					t.Errorf("%s in %s was refused and changed the Vorgang: %+v", f[0], von, v)
				}
				continue
			}
			if err != nil || v.Status != Status(f[i+1]) {
				t.Errorf("%s in %s: %s, %v", f[0], von, v.Status, err)
			}
			if (v.AbgeschlossenAm != nil) != (v.Status == Abgeschlossen || v.Status == ZuLoeschen) {
				t.Errorf("%s in %s: closed at %v", f[0], von, v.AbgeschlossenAm)
			}
		}
	}
}

func TestRejectIsUndone(t *testing.T) {
	for _, s := range []Status{Neu, Angenommen, InBearbeitung} {
		v := Vorgang{Status: s}
		if err := v.Reject(); err != nil {
			t.Fatal(err)
		}
		_ = v.Reject() // refused; must not forget where it came from
		if err := v.Reopen(); err != nil || v.Status != s {
			t.Errorf("from %s back to %s, %v", s, v.Status, err)
		}
	}
	v := Vorgang{Status: Angenommen, StatusVorher: Neu}
	v.SetStatus(Verworfen, jetzt)
	if err := v.Reopen(); err != nil || v.Status != Angenommen {
		t.Errorf("rejected by the process, back to %s, %v", v.Status, err)
	}
}

func TestProcessNeverGoesBack(t *testing.T) {
	for _, von := range Alle {
		for _, nach := range append(Alle, "unsinn", "") {
			v := Vorgang{Status: von}
			v.SetStatus(nach, jetzt)
			soll := von
			if von.IsOffen() && rang(nach) > rang(von) {
				soll = nach
			}
			if v.Status != soll {
				t.Errorf("%s → %s gives %s", von, nach, v.Status)
			}
			if (v.AbgeschlossenAm != nil) != (von.IsOffen() && nach == Abgeschlossen) {
				t.Errorf("%s → %s: closed at %v", von, nach, v.AbgeschlossenAm)
			}
		}
	}
}

// TestAnyActsKeepTheVorgangWhole: whatever is done in whatever order, the state stays in the list and
// the closing date goes with it.
func TestAnyActsKeepTheVorgangWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := Vorgang{Status: Neu}
		namen := []string{"accept", "close", "decide", "reject", "reopen", "work"}
		for range rapid.IntRange(1, 30).Draw(t, "n") {
			vorher := v
			name := rapid.SampledFrom(namen).Draw(t, "act")
			if err := akte[name](&v); err != nil && (v.Status != vorher.Status ||
				v.StatusVorher != vorher.StatusVorher) {
				t.Fatalf("%s was refused and changed %+v to %+v", name, vorher, v)
			}
			if rang(v.Status) < 0 {
				t.Fatalf("state %q", v.Status)
			}
			if (v.Status == Abgeschlossen) != (v.AbgeschlossenAm != nil) {
				t.Fatalf("%s, closed at %v", v.Status, v.AbgeschlossenAm)
			}
		}
	})
}

func TestAssign(t *testing.T) {
	ich, du, dritte := uuid.New(), uuid.New(), uuid.New()
	sach := Actor{Art: ActorPerson, Benutzer: ich, Rollen: []Rolle{RolleSachbearbeitung}}
	leit := Actor{Art: ActorPerson, Benutzer: ich, Rollen: []Rolle{RolleTeamleitung}}
	for name, f := range map[string]struct {
		wer    Actor
		status Status
		hat    *uuid.UUID
		soll   *uuid.UUID
		code   Code
	}{
		"take a free one":        {sach, Neu, nil, &ich, ""},
		"give away the own":      {sach, Neu, &ich, &du, ""},
		"return the own":         {sach, Beschieden, &ich, nil, ""},
		"take from another":      {sach, Neu, &du, &ich, Forbidden},
		"return another's":       {sach, Neu, &du, nil, Forbidden},
		"lead takes away":        {leit, InBearbeitung, &du, &dritte, ""},
		"closed":                 {leit, Abgeschlossen, nil, &ich, Conflict},
		"rejected":               {leit, Verworfen, nil, &ich, Conflict},
		"waiting to be deleted":  {leit, ZuLoeschen, &ich, nil, Conflict},
		"give a free to another": {sach, Neu, nil, &du, ""},
	} {
		v := Vorgang{Status: f.status, Zustaendig: f.hat}
		err := v.Assign(f.wer, f.soll)
		if f.code == "" && (err != nil || v.Zustaendig != f.soll) || f.code != "" && (CodeOf(err) != f.code ||
			v.Zustaendig != f.hat) {
			t.Errorf("%s: %v, %v", name, v.Zustaendig, err)
		}
	}
}

func TestStale(t *testing.T) {
	v := Vorgang{Version: 3}
	if v.CheckVersion(3) != nil || CodeOf(v.CheckVersion(2)) != Stale || CodeOf(v.CheckVersion(4)) != Stale {
		t.Error("version check")
	}
}
