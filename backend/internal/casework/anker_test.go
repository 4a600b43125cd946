package casework

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func blaetter(t *rapid.T, n int) []Ankerblatt {
	out := make([]Ankerblatt, n)
	for i := range out {
		out[i] = Ankerblatt{Vorgang: uuid.New(), Nr: rapid.IntRange(1, 99).Draw(t, "nr"),
			Hash: rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "hash")}
	}
	return out
}

func newKey(t interface{ Fatal(...any) }, secret string) *Schluessel {
	s, err := NewSchluessel(secret)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A row of anchors is sound as it was made; a leaf, an anchor or a line that was changed, taken out or signed with
// another key is found.
func TestAnchorsAreChecked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := newKey(t, "geheim")
		bund := Schluesselbund{key.Kennung: key}
		var anker []Anker
		var unter [][]Ankerblatt
		for i := range rapid.IntRange(1, 4).Draw(t, "anchors") {
			b := blaetter(t, rapid.IntRange(0, 9).Draw(t, "leaves"))
			a := Anker{Nr: i + 1, Tag: time.Date(2026, 11, 1+i, 0, 0, 0, 0, time.UTC), Am: time.UnixMicro(int64(i)),
				Anzahl: len(b), Wurzel: Ankerwurzel(b)}
			if i > 0 {
				a.Vorher = anker[i-1].Hash("stadt")
			}
			a.Zeichne("stadt", key)
			anker, unter = append(anker, a), append(unter, b)
		}
		check := func() (out []string) {
			var vorher *Anker
			for i := range anker {
				unter[i] = rapid.Permutation(unter[i]).Draw(t, "order")
				bruch, bekannt := anker[i].Check("stadt", vorher, unter[i], bund)
				if !bekannt {
					t.Fatal("the key is at hand")
				}
				if bruch != "" {
					out = append(out, bruch)
				}
				vorher = &anker[i]
			}
			return out
		}
		if found := check(); len(found) > 0 {
			t.Fatal(found)
		}
		var zeugen []string
		for i := range anker {
			zeugen = append(zeugen, Ankerzeilen("Nov 30 kontor[7]: "+anker[i].Zeile("stadt")+"\r\n", "stadt")...)
		}
		if s := CheckZeugen("stadt", anker, zeugen); len(zeugen) != len(anker) || len(s) > 0 {
			t.Fatal(zeugen, s)
		}
		i := rapid.IntRange(0, len(anker)-1).Draw(t, "i")
		how := rapid.SampledFrom([]string{"leaf", "more", "root", "day", "key", "rewritten"}).Draw(t, "how")
		switch how {
		case "leaf":
			if len(unter[i]) == 0 {
				t.Skip()
			}
			unter[i][0].Nr++
		case "more":
			unter[i] = append(unter[i], blaetter(t, 1)...)
		case "root":
			anker[i].Wurzel = slices.Clone(anker[i].Wurzel)
			anker[i].Wurzel[0] ^= 1
		case "day":
			anker[i].Tag = anker[i].Tag.AddDate(0, 0, 1)
		case "key":
			anker[i].Zeichne("stadt", &Schluessel{Kennung: key.Kennung, geheim: []byte("anderer")})
		case "rewritten": // by somebody who has the key: only what is kept outside tells
			unter[i] = blaetter(t, 3)
			for j := i; j < len(anker); j++ {
				anker[j].Anzahl, anker[j].Wurzel = len(unter[j]), Ankerwurzel(unter[j])
				if j > 0 {
					anker[j].Vorher = anker[j-1].Hash("stadt")
				}
				anker[j].Zeichne("stadt", key)
			}
			if found := check(); len(found) > 0 {
				t.Fatal(found)
			}
			if s := CheckZeugen("stadt", anker, zeugen); len(s) != len(anker)-i {
				t.Fatal(s)
			}
			return
		}
		if found := check(); len(found) == 0 {
			t.Fatal("not found")
		}
	})
}

// An entry that is not signed, or with another key, is found; one whose key is not at hand is said to be open.
func TestSignaturesAreChecked(t *testing.T) {
	key, andere := newKey(t, "geheim"), newKey(t, "anderes Geheimnis")
	v := &Vorgang{ID: uuid.New()}
	var es []Verlaufseintrag
	for range 3 {
		e := v.Note(Actor{Name: "sb"}, time.Now(), "kommentar", nil, key.Kennung)
		e.Zeichen = key.Zeichne(e.Hash)
		es = append(es, e)
	}
	bund := Schluesselbund{key.Kennung: key, andere.Kennung: andere}
	if p := CheckSchluessel(es, bund); len(p.Schaeden) > 0 || len(p.Unbekannt) > 0 {
		t.Fatalf("%+v", p)
	}
	if p := CheckSchluessel(es, Schluesselbund{}); len(p.Schaeden) > 0 || p.Unbekannt[key.Kennung] != 3 ||
		!strings.Contains(InWorten(p.Unbekannt), key.Kennung) {
		t.Errorf("%+v", p)
	}
	for name, change := range map[string]func(e *Verlaufseintrag){
		"another key":  func(e *Verlaufseintrag) { e.Zeichen = andere.Zeichne(e.Hash) },
		"none":         func(e *Verlaufseintrag) { e.Zeichen = nil },
		"another hash": func(e *Verlaufseintrag) { e.Hash = Kette(nil, *e) },
		"no name":      func(e *Verlaufseintrag) { e.Daten = []byte(`{"siegel":{"form":1}}`); e.Zeichen = nil },
	} {
		changed := slices.Clone(es)
		change(&changed[2])
		if p := CheckSchluessel(changed, bund); len(p.Schaeden) != 1 {
			t.Errorf("%s: %+v", name, p)
		}
	}
}
