package httpapi_test

import (
	"bytes"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
)

const (
	punkt = 25.4 / 72 // millimetres
	blatt = 297.0     // height of A4
)

// zeile is a line of text on paper: where it begins, and its baseline from the upper edge, in millimetres.
type zeile struct {
	x, y float64
	text string
}

// readPage reads the first page of a letter: its lines from top to bottom, and how far from the upper edge the left
// margin is marked.
func readPage(t *testing.T, raw []byte) (zeilen []zeile, marken []float64) {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	page := r.Page(1)
	for _, g := range page.Content().Text {
		x, y := g.X*punkt, blatt-g.Y*punkt
		n := len(zeilen) - 1
		if n >= 0 && math.Abs(zeilen[n].y-y) < 0.1 && !strings.HasSuffix(zeilen[n].text, "\ufffd") {
			zeilen[n].text += g.S
			continue
		}
		zeilen = append(zeilen, zeile{x, y, g.S})
	}
	for i := range zeilen { // how the reader shows the end of a piece of text
		zeilen[i].text = strings.TrimSuffix(zeilen[i].text, "\ufffd")
	}
	content := page.V.Key("Contents").Reader()
	defer content.Close()
	operators, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`1 0 0 -1 14\.17\d* ([\d.]+) cm\s[^Q]*? l\s`).FindAllSubmatch(operators, -1) {
		y, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		marken = append(marken, blatt-y*punkt)
	}
	return zeilen, marken
}

// A letter folds and stands in the window of an envelope as DIN 5008 form B has it, whatever is decided.
func TestLettersStandInTheWindow(t *testing.T) {
	o := open(t)
	for ergebnis, felder := range map[string]map[string]any{
		"bewilligt": {"gebuehr": 45000},
		"teilweise": {"tenor": "Wir erlauben 12 m².", "ablehnung": "6 m² lehnen wir ab.", "begruendung": "Zu schmal.",
			"anhoerung": map[string]any{"grund": "angaben_gefolgt"}},
		"abgelehnt": {"begruendung": "Zu schmal.", "anhoerung": map[string]any{"grund": "angaben_gefolgt"}},
	} {
		a := o.antrag()
		body := map[string]any{"ergebnis": ergebnis, "kanal": "post", "bestaetigt": []string{"address_abroad"},
			"anschrift": map[string]any{"name": "Jean Dupont", "strasse": "1 Rue A", "plzOrt": "75001 Paris",
				"land": "Frankreich"}}
		for name, wert := range felder {
			body[name] = wert
		}
		a.act("/bescheid", body)
		o.MustWork()
		brief := o.sb.Get(a.base + "/dokumente/" + a.load().Bescheide[0].DokumentID).Is(200).Body
		zeilen, marken := readPage(t, brief)
		where := func(text string, x, from, to float64) {
			t.Helper()
			for _, z := range zeilen {
				if strings.HasPrefix(z.text, text) {
					if math.Abs(z.x-x) > 0.5 || z.y < from || z.y > to {
						t.Errorf("%s: %q stands at %.1f mm, %.1f mm", ergebnis, text, z.x, z.y)
					}
					return
				}
			}
			t.Errorf("%s: %q is not on the page: %v", ergebnis, text, zeilen)
		}
		where("Stadt Lindenfurt · Marktplatz 1", 25, 45, 62.7) // Zusatz- und Vermerkzone
		where("Jean Dupont", 25, 62.7, 70)                     // Anschriftzone
		where("1 Rue A", 25, 66, 80)
		where("75001 Paris", 25, 70, 85)
		where("FRANKREICH", 25, 74, 90)
		where("Zuständig", 125, 50, 56) // Informationsblock
		where("Bescheid: ", 25, 98.4, 110)
		if len(marken) != 3 || math.Abs(marken[0]-105) > 0.1 || math.Abs(marken[1]-148.5) > 0.1 ||
			math.Abs(marken[2]-210) > 0.1 { // Faltmarke, Lochmarke, Faltmarke
			t.Errorf("%s: marks at %.1f mm", ergebnis, marken)
		}
	}
}
