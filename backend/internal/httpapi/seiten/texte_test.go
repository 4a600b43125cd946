package seiten

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

var keyed = regexp.MustCompile(`"((?:[a-z]+\.)+[A-Za-z0-9_]+)"`)

// Every sentence that a page or this package names is there, and every sentence of the pages' own is said.
func TestEverySentenceIsThere(t *testing.T) {
	var all strings.Builder
	files, _ := filepath.Glob("*.go")
	pages, _ := filepath.Glob("vorlagen/*.gohtml")
	for _, name := range append(files, pages...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
		for _, hit := range keyed.FindAllStringSubmatch(string(raw), -1) {
			key := hit[1]
			forms := catalogues["de"][key] + catalogues["de"][key+"_other"] + catalogues["de"][key+"Tun"]
			if forms == "" && key != "seite.amtssprache" && !strings.HasPrefix(key, "nachricht.art.") {
				t.Errorf("%s: nobody has said %s", name, key)
			}
		}
	}
	for key := range catalogues["de"] {
		if strings.HasPrefix(key, "eigene.") && !strings.Contains(all.String(), `"`+key+`"`) {
			t.Errorf("nobody reads %s", key)
		}
	}
	de, en := slices.Sorted(maps.Keys(catalogues["de"])), slices.Sorted(maps.Keys(catalogues["en"]))
	if !slices.Equal(de, en) {
		t.Errorf("de has %v, en has %v", de, en)
	}
}

type golden struct {
	Key         string
	Count       int
	Tag         string
	NachrichtID *uuid.UUID `json:"nachrichtId"`
}

func (g *golden) holds(s satz) bool {
	tag := ""
	if s.Tag != nil {
		tag = s.Tag.Format(time.DateOnly)
	}
	id := uuid.Nil
	if g.NachrichtID != nil {
		id = *g.NachrichtID
	}
	return g.Key == s.Key && g.Count == s.Anzahl && g.Tag == tag && id == s.Nachricht
}

// The page says of an application what the app says: testdata/jetzt.json is written by the app's own test.
func TestThePageSaysWhatTheAppSays(t *testing.T) {
	var want struct {
		Said []struct {
			Lage                         api.AntragsraumZeile
			Uebersicht, Seite, SeiteOhne []golden
			AmZug                        string
		}
		Listen []struct {
			Nummern      []int
			Verschlossen int
			Satz         *golden
		}
	}
	raw, err := os.ReadFile("testdata/jetzt.json")
	if err == nil {
		err = json.Unmarshal(raw, &want)
	}
	if err != nil || len(want.Said) < 100 || len(want.Listen) < 100 {
		t.Fatalf("%d situations, %d lists: %v", len(want.Said), len(want.Listen), err)
	}
	heute := casework.Tag(2026, time.December, 1)
	for i := range want.Said {
		x := &want.Said[i]
		for n, list := range map[int][]golden{-1: x.Uebersicht, 1: x.Seite, 0: x.SeiteOhne} {
			got := sentences(&x.Lage, n, heute)
			if !slices.EqualFunc(list, got, func(g golden, s satz) bool { return g.holds(s) }) {
				t.Errorf("%+v with %d: says %+v, the app %+v", x.Lage, n, got, list)
			}
		}
		if got := turn(&x.Lage, heute); got != x.AmZug {
			t.Errorf("%+v: the ball has %s, in the app %s", x.Lage, got, x.AmZug)
		}
	}
	for _, x := range want.Listen {
		var zeilen []api.AntragsraumZeile
		for _, n := range x.Nummern {
			zeilen = append(zeilen, want.Said[n].Lage)
		}
		got := overall(zeilen, x.Verschlossen, heute)
		if (got == nil) != (x.Satz == nil) || got != nil && !x.Satz.holds(*got) {
			t.Errorf("of %v and %d shut the page says %+v, the app %+v", x.Nummern, x.Verschlossen, got, x.Satz)
		}
	}
}

func TestDaysAreWrittenAsInTheApp(t *testing.T) {
	var want []struct{ Tag, De, En string }
	raw, err := os.ReadFile("testdata/tage.json")
	if err == nil {
		err = json.Unmarshal(raw, &want)
	}
	if err != nil || len(want) == 0 {
		t.Fatal(err)
	}
	for _, x := range want {
		d, err := time.Parse(time.DateOnly, x.Tag)
		if err != nil || day("de", d) != x.De || day("en", d) != x.En {
			t.Errorf("%s is %s and %s, in the app %s and %s", x.Tag, day("de", d), day("en", d), x.De, x.En)
		}
	}
}

// What is asked with is what is kept with a consent.
func TestTheConsentIsAskedForInItsWords(t *testing.T) {
	for _, sprache := range sprachen {
		e := casework.Einwilligungserklaerung{Fassung: casework.EinwilligungFassung(), Sprache: sprache}
		var said []string
		for _, key := range strings.Fields("frage einleitung jaTitel ja1 ja2 ja3 neinTitel nein1 aendern gesetz") {
			said = append(said, say(sprache, "einwilligung."+key))
		}
		if got := strings.Join(said, "\n"); got != e.Wortlaut() {
			t.Errorf("%s: asked with %s, kept is %s", sprache, got, e.Wortlaut())
		}
	}
}

func TestSizesInWords(t *testing.T) {
	for n, want := range map[int]string{1: "1 KB", 1499: "1 KB", 999_499: "999 KB", 1_000_000: "1 MB",
		2_340_000: "2,3 MB"} {
		if got := size("de", n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	if got := size("en", 2_340_000); got != "2.3 MB" {
		t.Error(got)
	}
}

// No page can run anything: there is no script, no style and no handler in any of them.
func TestPagesHoldNothingThatRuns(t *testing.T) {
	runs := regexp.MustCompile(`(?i)<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<object`)
	err := fs.WalkDir(vorlagen, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(vorlagen, name)
		if hit := runs.Find(raw); hit != nil {
			t.Errorf("%s has %s", name, hit)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
